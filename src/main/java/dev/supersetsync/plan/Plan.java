package dev.supersetsync.plan;

import dev.supersetsync.state.PartIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sync would do, what it holds back, and what should be known. An empty plan is a normal plan.
 *
 * @param changes what is done, in the order in which it is done: creations and changes in place in the order of the
 *     document, then deletions; unchanged datasets included
 * @param withheld what is held back
 * @param warnings what holds nothing back
 * @param refusedBy the guards with FAIL that refuse the whole plan; empty if it may be applied
 */
public record Plan(List<Change> changes, List<Withheld> withheld, List<Warning> warnings, Set<Refusal> refusedBy) {

    public Plan {
        changes = List.copyOf(changes);
        withheld = List.copyOf(withheld);
        warnings = List.copyOf(warnings);
        refusedBy = Set.copyOf(refusedBy);
    }

    /** Whether anything would be written. */
    public boolean hasChanges() {
        return changes.stream().anyMatch(change -> change.action() != Action.UNCHANGED);
    }

    /** Whether nothing is to be written, and nothing is refused either. */
    public boolean isSettled() {
        return !hasChanges() && refusedBy.isEmpty();
    }

    /** Whether a dataset would be created or deleted, which must not rest on a single pass over the list. */
    public boolean createsOrDeletes() {
        return changes.stream()
                .anyMatch(change -> change.action() == Action.CREATE || change.action() == Action.DELETE);
    }

    /** This plan with only those changes for which another plan has one of the same action for the same dataset. */
    public Plan within(Plan other) {
        Set<String> known = other.changes().stream().map(Plan::name).collect(Collectors.toSet());
        List<Change> both =
                changes.stream().filter(change -> known.contains(name(change))).toList();
        return new Plan(both, withheld, warnings, refusedBy);
    }

    /** This plan with the ids of columns and metrics, by uuid, where it changes datasets that were read without. */
    public Plan withIds(Map<String, PartIds> idsByUuid) {
        List<Change> knowing =
                changes.stream().map(change -> withIds(change, idsByUuid)).toList();
        return new Plan(knowing, withheld, warnings, refusedBy);
    }

    private static Change withIds(Change change, Map<String, PartIds> idsByUuid) {
        if (change instanceof Change.Rewrite rewrite && !rewrite.before().tellsIds()) {
            PartIds ids = idsByUuid.get(rewrite.before().uuid());
            return ids == null ? rewrite : rewrite.withIds(ids);
        }
        return change;
    }

    /** This plan with one more warning. */
    public Plan warning(Warning warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return new Plan(changes, withheld, more, refusedBy);
    }

    private static String name(Change change) {
        return change.action() + " " + change.dataset();
    }

    /** A guard with FAIL that something hit. */
    public enum Refusal {
        /** Something would break. */
        BREAKING_CHANGES("breaking-changes"),
        /** Somebody changed a declared setting in Superset. */
        UI_EDITS("ui-edits");

        private final String problem;

        Refusal(String problem) {
            this.problem = problem;
        }

        /** The word for it in answers. */
        public String problem() {
            return problem;
        }
    }
}
