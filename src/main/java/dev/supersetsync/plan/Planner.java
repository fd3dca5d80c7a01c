package dev.supersetsync.plan;

import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan: a pure function of the situation. Where a fact is missing it plans as if nothing stood in the way and
 * says what it needs; asked again with these facts it comes closer, and after a few rounds it needs nothing more.
 */
public final class Planner {

    private final Situation situation;
    private final Notes notes;
    private final Map<DatasetKey, ListedDataset> byKey = new HashMap<>();

    private Planner(Situation situation) {
        this.situation = situation;
        this.notes = new Notes(situation.facts());
        situation
                .listed()
                .forEach(listed ->
                        byKey.merge(listed.key(), listed, (one, other) -> one.id() <= other.id() ? one : other));
    }

    /** The plan for a situation, with what it still needs to be final. */
    public static Draft plan(Situation situation) {
        return new Planner(situation).draft();
    }

    private Draft draft() {
        var changes = new ArrayList<Change>();
        situation.desired().forEach(desired -> change(desired).ifPresent(changes::add));
        changes.addAll(new Deletions(situation, notes).plan());
        var plan = new Plan(changes, notes.withheld(), notes.warnings(), notes.refusals());
        return new Draft(plan, notes.needs());
    }

    private Optional<Change> change(Desired desired) {
        ListedDataset listed = byKey.get(desired.dataset().key());
        if (listed != null && situation.recognised().contains(listed.id())) {
            return Optional.of(new Change.Unchanged(listed, null));
        }
        ActualDataset actual = listed == null ? null : situation.actual().get(listed.id());
        Desired kept = withKeptOwner(desired, actual);
        return actual == null ? creation(kept) : rewriting(kept, actual);
    }

    /** Superset makes the service user an owner of what it creates; what it does not own, it can't write anyway. */
    private Desired withKeptOwner(Desired desired, @Nullable ActualDataset actual) {
        String kept = situation.keptOwner();
        return kept != null && (actual == null || isOwnedBy(kept, actual)) ? desired.withOwner(kept) : desired;
    }

    private static boolean isOwnedBy(String name, ActualDataset actual) {
        return actual.dataset().settings().orDefault(Setting.OWNERS) instanceof Value.Names owners
                && owners.names().contains(name);
    }

    private Optional<Change> creation(Desired desired) {
        if (!situation.strategy().allows(Operation.CREATE)) {
            return withheld(
                    Action.CREATE,
                    desired.dataset().key(),
                    Reason.STRATEGY,
                    "It is not in Superset, and the update strategy has no CREATE.");
        }
        return new Creation(
                        desired,
                        situation.guards(),
                        notes,
                        backend(desired.dataset().key()))
                .plan();
    }

    private Optional<Change> rewriting(Desired desired, ActualDataset actual) {
        Applied applied = situation.applied().get(actual.uuid());
        String backend = backend(actual.key()).orElse("");
        boolean isBegun = situation.begun().contains(actual.id());
        var subject = isBegun
                ? Subject.begun(desired, actual, applied, backend)
                : new Subject(desired, actual, applied, backend);
        Action action = situation.strategy().allows(Operation.REPLACE) ? Action.REPLACE : Action.UPDATE;
        Ownership ownership = subject.ownership();
        if (ownership.isAnothers(situation.document()) && !situation.guards().takeOver()) {
            return withheld(
                    action,
                    actual.key(),
                    Reason.OTHER_DOCUMENT,
                    "It is managed by the document '" + ownership.document() + "'; the guard take_over makes it ours.");
        }
        return mayBeRewritten(isBegun)
                ? new Rewriting(subject, situation.document(), situation.guards(), notes, action)
                        .plan()
                        .map(change -> adopted(change, actual))
                : unchangedOnly(subject);
    }

    /** To finish what was begun is still to create it. */
    private boolean mayBeRewritten(boolean isBegun) {
        return situation.strategy().allows(Operation.REPLACE)
                || situation.strategy().allows(Operation.UPDATE)
                || isBegun && situation.strategy().allows(Operation.CREATE);
    }

    private Change adopted(Change change, ActualDataset actual) {
        var adoption = new Adoption(situation.document());
        if (!situation.adopts() || adoption.isDone(actual) || !(change instanceof Change.Unchanged unchanged)) {
            return change;
        }
        Applied applied = unchanged.applied();
        return applied == null ? change : adoption.mark(actual, applied);
    }

    /** Without UPDATE and REPLACE a dataset that differs is held back as a whole. */
    private Optional<Change> unchangedOnly(Subject subject) {
        Notes scratch = notes.blank();
        Optional<Change> change =
                new Rewriting(subject, situation.document(), situation.guards(), scratch, Action.UPDATE).plan();
        if (change.isPresent()
                && change.get() instanceof Change.Unchanged
                && scratch.withheld().isEmpty()) {
            notes.add(scratch);
            withholdAdoption(subject.before());
            return change;
        }
        notes.addNeeds(scratch);
        return withheld(
                Action.UPDATE,
                subject.key(),
                Reason.STRATEGY,
                "It differs from what is declared, and the update strategy has neither UPDATE nor REPLACE.");
    }

    private void withholdAdoption(ActualDataset actual) {
        if (situation.adopts() && !new Adoption(situation.document()).isDone(actual)) {
            notes.withhold(new Withheld(
                    Action.UPDATE,
                    actual.key(),
                    Adoption.PATH,
                    Reason.STRATEGY,
                    "To mark it as managed is to write, and the update strategy has neither UPDATE nor REPLACE.",
                    List.of()));
        }
    }

    private Optional<Change> withheld(Action action, DatasetKey key, Reason reason, String message) {
        notes.withhold(new Withheld(action, key, null, reason, message, List.of()));
        return Optional.empty();
    }

    private Optional<String> backend(DatasetKey key) {
        return Optional.ofNullable(situation.databases().get(key.database())).map(Database::backend);
    }

    /**
     * A plan as far as the facts go.
     *
     * @param plan the plan
     * @param needs what must still be found out; the plan is final when there is nothing
     */
    public record Draft(Plan plan, Needs needs) {}
}
