package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.Guards.DeleteScope;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans what happens to datasets that are in scope and not declared: DELETE, or nothing. */
final class Deletions {

    private static final int ALWAYS_ALLOWED = 5;
    private static final Comparator<ListedDataset> BY_KEY =
            Comparator.comparing(ListedDataset::key).thenComparing(ListedDataset::id);

    private final Situation situation;
    private final Notes notes;
    private final Set<DatasetKey> declared;
    private final Set<DatasetKey.Place> places;

    Deletions(Situation situation, Notes notes) {
        this.situation = situation;
        this.notes = notes;
        this.declared = situation.desired().stream()
                .map(desired -> desired.dataset().key())
                .collect(Collectors.toSet());
        this.places = declared.stream().map(DatasetKey::place).collect(Collectors.toSet());
    }

    /** The deletions, by key. */
    List<Change> plan() {
        List<ListedDataset> scope = situation.listed().stream()
                .filter(this::isInScope)
                .sorted(BY_KEY)
                .toList();
        var found = notes.blank();
        List<Doomed> doomed = scope.stream()
                .filter(listed -> !declared.contains(listed.key()) && isCandidate(listed))
                .flatMap(listed -> doomed(listed, found).stream())
                .toList();
        return isWithinLimit(doomed, scope.size(), found) ? deletions(doomed) : List.of();
    }

    private boolean isInScope(ListedDataset listed) {
        boolean ours = ownership(listed).isOurs(situation.document());
        return ours
                || (situation.guards().deleteScope() == DeleteScope.SCHEMA
                        && places.contains(listed.key().place()));
    }

    private Ownership ownership(ListedDataset listed) {
        return Ownership.of(listed.mark(), situation.provenances().get(listed.uuid()));
    }

    /** Whether it may be deleted for what it is; if not, and there is something to say, it is said. */
    private boolean isCandidate(ListedDataset listed) {
        boolean allowed = situation.strategy().allows(Operation.DELETE);
        Ownership ownership = ownership(listed);
        if (ownership.isAnothers(situation.document())) {
            if (allowed) {
                withhold(
                        listed, Reason.OTHER_DOCUMENT, "It is managed by the document '" + ownership.document() + "'.");
            }
            return false;
        }
        if (listed.kind() == Dataset.Kind.VIRTUAL) {
            return allowed && ownership.created();
        }
        if (!allowed && ownership.managed()) {
            withhold(listed, Reason.STRATEGY, "It is no longer declared, and the update strategy has no DELETE.");
        }
        return allowed;
    }

    private Optional<Doomed> doomed(ListedDataset listed, Notes found) {
        var removals = new Removals(found, situation.guards().breakingChanges(), Action.DELETE, listed.key());
        List<Impact> users = found.usersOf(listed.id(), impacts -> impacts.ofDataset(listed.id()));
        return removals.allowDeletion(users) ? Optional.of(new Doomed(listed, removals.impact())) : Optional.empty();
    }

    private boolean isWithinLimit(List<Doomed> doomed, int scope, Notes found) {
        boolean tooMany = doomed.size() > ALWAYS_ALLOWED
                && doomed.size() * 100L > (long) situation.guards().maxDeletePercent() * scope;
        if (!tooMany) {
            notes.add(found);
            return true;
        }
        notes.addNeeds(found);
        found.withheld().forEach(notes::withhold);
        String message = doomed.size() + " of " + scope + " datasets in scope would be deleted, more than "
                + situation.guards().maxDeletePercent() + " percent.";
        doomed.forEach(one -> notes.withhold(new Withheld(
                Action.DELETE, one.listed().key(), null, Reason.TOO_MANY_DELETIONS, message, one.impact())));
        return false;
    }

    /** Only what goes is read in full, so not before it is known who uses what. */
    private List<Change> deletions(List<Doomed> doomed) {
        if (!notes.needs().usagesOf().isEmpty()) {
            return List.of();
        }
        return doomed.stream().flatMap(one -> deletion(one).stream()).toList();
    }

    /** What is gone, or became another one since it was listed, is none of ours any more. */
    private Optional<Change> deletion(Doomed doomed) {
        return notes.readAlone(doomed.listed().id())
                .filter(actual -> isSame(doomed.listed(), actual))
                .map(actual -> new Change.Delete(actual, doomed.impact()));
    }

    private static boolean isSame(ListedDataset listed, ActualDataset actual) {
        return actual.uuid().equals(listed.uuid())
                && actual.key().equals(listed.key())
                && actual.dataset().kind() == listed.kind()
                && Objects.equals(actual.mark(), listed.mark());
    }

    private void withhold(ListedDataset listed, Reason reason, String message) {
        notes.withhold(new Withheld(Action.DELETE, listed.key(), null, reason, message, List.of()));
    }

    /** A dataset that may go, and whom that touches. */
    private record Doomed(ListedDataset listed, List<Impact> impact) {}
}
