package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
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
            notes.withhold(new Withheld(action, dataset, path, Reason.USED, inWords(users), users));
            return false;
        }
        if (guard == BreakingChanges.FAIL) {
            notes.refuse(Refusal.BREAKING_CHANGES);
        }
        impact.addAll(users);
        return true;
    }

    /** Notes who is touched without being broken. */
    void touch(List<Impact> users) {
        impact.addAll(users);
    }

    /** Everybody who is touched by what goes. */
    List<Impact> impact() {
        return impact;
    }

    private static String inWords(List<Impact> users) {
        long charts =
                users.stream().filter(user -> user.kind() == Impact.Kind.CHART).count();
        long filters = users.size() - charts;
        var parts = new ArrayList<String>();
        if (charts > 0) {
            parts.add(charts == 1 ? "1 chart" : charts + " charts");
        }
        if (filters > 0) {
            parts.add(filters == 1 ? "1 native filter" : filters + " native filters");
        }
        return String.join(" and ", parts) + (users.size() == 1 ? " uses it" : " use it");
    }
}
