package dev.supersetsync.plan;

import dev.supersetsync.plan.Planner.Draft;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans to take a run back, from its backup: what it deleted comes back, what it changed becomes what it was, what it
 * created goes. What somebody changed since is left as it is, unless that is to be overwritten.
 */
public final class Restoration {

    private final Basis basis;
    private final Notes notes;

    private Restoration(Basis basis) {
        this.basis = basis;
        this.notes = new Notes(basis.facts());
    }

    /**
     * Everything that the plan is made from.
     *
     * @param kept what the backup keeps, in the order of the run
     * @param returning the uuids of the datasets that an earlier attempt did not bring back with all that hung on them
     * @param listed all datasets of the target
     * @param actual those of them that the backup is about, by id
     * @param backends the dialects of the databases, by their names
     * @param facts what was found out so far
     * @param guards within which limits
     * @param overwrites whether what was changed since is taken back too
     */
    public record Basis(
            List<Kept> kept,
            Set<String> returning,
            List<ListedDataset> listed,
            Map<Integer, ActualDataset> actual,
            Map<String, String> backends,
            Facts facts,
            Guards guards,
            boolean overwrites) {

        public Basis {
            kept = List.copyOf(kept);
        }

        /** The same with more facts. */
        public Basis with(Facts more) {
            return new Basis(kept, returning, listed, actual, backends, more, guards, overwrites);
        }

        /** The dataset that something kept is about, if it is there. */
        public Optional<ListedDataset> find(Kept one) {
            return switch (one) {
                case Kept.Created created -> {
                    ActualDataset left = created.left();
                    yield left == null ? byKey(created.after().key()) : byUuid(left.uuid());
                }
                case Kept.Changed changed -> byUuid(changed.before().uuid());
                case Kept.Deleted deleted -> byUuid(deleted.before().uuid());
            };
        }

        private Optional<ListedDataset> byUuid(String uuid) {
            return listed.stream().filter(one -> one.uuid().equals(uuid)).findFirst();
        }

        private Optional<ListedDataset> byKey(DatasetKey key) {
            return listed.stream().filter(one -> one.key().equals(key)).findFirst();
        }
    }

    /** The plan, with what it still needs to be final. */
    public static Draft plan(Basis basis) {
        return new Restoration(basis).draft();
    }

    private Draft draft() {
        var comingBack = new ArrayList<Change>();
        var inPlace = new ArrayList<Change>();
        var going = new ArrayList<Change>();
        for (Kept kept : basis.kept()) {
            Optional<ActualDataset> there =
                    basis.find(kept).map(found -> basis.actual().get(found.id()));
            switch (kept) {
                case Kept.Deleted deleted -> bringBack(deleted, there).ifPresent(comingBack::add);
                case Kept.Changed changed -> revert(changed, there).ifPresent(inPlace::add);
                case Kept.Created created ->
                    there.flatMap(current -> remove(created, current)).ifPresent(going::add);
            }
        }
        List<Change> changes =
                Stream.of(comingBack, inPlace, going).flatMap(List::stream).toList();
        return new Draft(new Plan(changes, notes.withheld(), notes.warnings(), notes.refusals()), notes.needs());
    }

    private Optional<Change> bringBack(Kept.Deleted deleted, Optional<ActualDataset> there) {
        DatasetKey key = deleted.before().key();
        if (there.isPresent() && !Change.BringBack.isWithoutRows(there.get(), key)) {
            return attachAgain(deleted, there.get());
        }
        if (there.isEmpty() && basis.byKey(key).isPresent()) {
            return withheld(Action.CREATE, key, "Another dataset has its name now.");
        }
        if (!deleted.areRulesKnown() && !basis.overwrites()) {
            return withheld(
                    Action.CREATE,
                    key,
                    "Its rules of row-level security could not be read when it was deleted, so it would come back"
                            + " without them; with force it does.");
        }
        var nothing = new Dataset(key, Settings.none(), List.of(), List.of());
        return Optional.of(new Change.BringBack(
                deleted,
                there.orElse(null),
                Differences.between(nothing, deleted.before().dataset(), Set.of())));
    }

    /** An attempt that came to make it whole may have failed at what hung on it; nobody else's is touched. */
    private Optional<Change> attachAgain(Kept.Deleted deleted, ActualDataset there) {
        ActualDataset before = deleted.before();
        if (!basis.returning().contains(before.uuid())) {
            return withheld(Action.CREATE, before.key(), "It is there again.");
        }
        if (!there.dataset().equals(before.dataset()) && !basis.overwrites()) {
            return withheld(
                    Action.CREATE,
                    before.key(),
                    "It came back without all that hung on it, and somebody changed it since.");
        }
        return Optional.of(
                new Change.BringBack(deleted, there, Differences.between(there.dataset(), before.dataset(), Set.of())));
    }

    private Optional<Change> revert(Kept.Changed kept, Optional<ActualDataset> there) {
        ActualDataset before = kept.before();
        if (there.isEmpty()) {
            return withheld(kept.action(), before.key(), "It is gone.");
        }
        ActualDataset current = there.get();
        boolean isAsBefore =
                current.dataset().equals(before.dataset()) && Objects.equals(current.mark(), before.mark());
        if (isAsBefore) {
            var imprint = new Imprint.AsBefore(before.mark(), kept.remembered());
            return Optional.of(new Change.Unchanged(current.listed(), imprint.applied(null, current)));
        }
        boolean isUntouched = isUntouched(kept.left(), kept.after(), current);
        if (!isUntouched && !basis.overwrites()) {
            return withheld(kept.action(), current.key(), "Somebody changed it since.");
        }
        return new Reverting(kept, current, basis.backends(), basis.guards(), notes).plan(isUntouched);
    }

    private Optional<Change> remove(Kept.Created kept, ActualDataset current) {
        if (!isUntouched(kept.left(), kept.after(), current) && !basis.overwrites()) {
            return withheld(Action.DELETE, current.key(), "Somebody changed it since it was created.");
        }
        var removals = new Removals(notes, basis.guards().breakingChanges(), Action.DELETE, current.key());
        var users = notes.usersOf(current.id(), impacts -> impacts.ofDataset(current.id()));
        return removals.allowDeletion(users)
                ? Optional.of(new Change.Delete(current, removals.impact()))
                : Optional.empty();
    }

    /** Whether it is what the run left; where the run did not come to say what that is, what it was to leave. */
    private static boolean isUntouched(@Nullable ActualDataset left, Dataset planned, ActualDataset current) {
        if (left != null) {
            return left.dataset().equals(current.dataset()) && Objects.equals(left.mark(), current.mark());
        }
        return planned.key().equals(current.key())
                && Differences.between(current.dataset(), planned, Set.of()).isEmpty();
    }

    private Optional<Change> withheld(Action action, DatasetKey key, String message) {
        notes.withhold(new Withheld(action, key, null, Reason.CHANGED_SINCE, message, List.of()));
        return Optional.empty();
    }
}
