package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impacts;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.DatasetKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what would break somebody, by the guard {@code breaking_changes}, and gathers who is touched by a change. */
final class Removals {

    private final Notes notes;
    private final BreakingChanges guard;
    private final Action action;
    private final DatasetKey dataset;
    private final List<Impact> impact = new ArrayList<>();

    Removals(Notes notes, BreakingChanges guard, Action action, DatasetKey dataset) {
        this.notes = notes;
        this.guard = guard;
        this.action = action;
        this.dataset = dataset;
    }

    /**
     * Whether a part may go. If it is used and the guard holds it back, that is noted; if it goes all the same, its
     * users are the impact of the change.
     *
     * @param path the part, null for the whole dataset
     * @param users who uses it
     */
    boolean allow(@Nullable String path, List<Impact> users) {
        if (users.isEmpty()) {
            return true;
        }
        if (guard == BreakingChanges.WITHHOLD) {
            notes.withhold(new Withheld(action, dataset, path, Reason.USED, inWords(users), Impacts.merged(users)));
            return false;
        }
        if (guard == BreakingChanges.FAIL) {
            notes.refuse(Refusal.BREAKING_CHANGES);
        }
        impact.addAll(users);
        return true;
    }

    /**
     * Whether the whole dataset may go. A rule of row-level security protects nothing where nothing is left, so rules
     * alone hold no deletion back.
     *
     * @param users who uses it
     */
    boolean allowDeletion(List<Impact> users) {
        boolean rulesOnly = users.stream().allMatch(user -> user.kind() == Impact.Kind.ROW_LEVEL_SECURITY);
        if (rulesOnly) {
            touch(users);
        }
        return rulesOnly || allow(null, users);
    }

    /** Notes who is touched by what is not to be judged. */
    void touch(List<Impact> users) {
        impact.addAll(users);
    }

    /** Everybody who is touched. */
    List<Impact> impact() {
        return Impacts.merged(impact);
    }

    private static String inWords(List<Impact> users) {
        var parts = new ArrayList<String>();
        count(users, Impact.Kind.CHART, "chart", parts);
        count(users, Impact.Kind.NATIVE_FILTER, "native filter", parts);
        count(users, Impact.Kind.METRIC, "metric", parts);
        count(users, Impact.Kind.COLUMN, "calculated column", parts);
        count(users, Impact.Kind.ROW_LEVEL_SECURITY, "rule of row-level security", parts);
        boolean one = parts.size() == 1 && parts.getFirst().startsWith("1 ");
        String last = parts.isEmpty() ? "" : parts.removeLast();
        String others = parts.isEmpty() ? "" : String.join(", ", parts) + " and ";
        return others + last + (one ? " uses it" : " use it");
    }

    private static void count(List<Impact> users, Impact.Kind kind, String word, List<String> parts) {
        long count = users.stream().filter(user -> user.kind() == kind).count();
        if (count > 0) {
            parts.add(count == 1 ? "1 " + word : count + " " + plural(word));
        }
    }

    private static String plural(String word) {
        return word.startsWith("rule ") ? "rules" + word.substring("rule".length()) : word + "s";
    }
}
