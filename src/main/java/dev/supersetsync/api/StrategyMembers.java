package dev.supersetsync.api;

import dev.supersetsync.model.Nearest;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.plan.UpdateStrategy.ContradictoryStrategy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an update strategy and guards where they stand in a request, the same for a sync and for a strategy set. */
final class StrategyMembers {

    private static final List<String> GUARDS = List.of(
            "breaking_changes",
            "ui_edits",
            "delete_scope",
            "max_delete_percent",
            "on_error",
            "take_over",
            "read",
            "check_expressions",
            "allow_empty",
            "rewrite_charts");
    private static final List<String> OPERATIONS =
            Arrays.stream(Operation.values()).map(Enum::name).toList();

    private StrategyMembers() {}

    /**
     * The update strategy, null if left out or wrong.
     *
     * @throws ContradictoryStrategy which is a problem of its own
     */
    static @Nullable UpdateStrategy updateStrategy(Members request) {
        List<String> words = request.texts(RequestWords.UPDATE_STRATEGY);
        if (words == null) {
            return null;
        }
        try {
            return UpdateStrategy.parse(words);
        } catch (ContradictoryStrategy contradiction) {
            throw contradiction;
        } catch (IllegalArgumentException wrong) {
            String likely = words.size() == 1 ? Nearest.question(words.getFirst(), OPERATIONS) : "";
            String message = String.valueOf(wrong.getMessage()).replaceFirst("\\.$", "");
            request.complain(RequestWords.UPDATE_STRATEGY, message + likely);
            return null;
        }
    }

    static GuardOverrides guards(Members request) {
        Members guards = request.below(RequestWords.GUARDS);
        guards.refuseOthers(GUARDS);
        return new GuardOverrides(
                guards.word("breaking_changes", Guards.BreakingChanges.class),
                guards.word("ui_edits", Guards.UiEdits.class),
                guards.word("delete_scope", Guards.DeleteScope.class),
                guards.number("max_delete_percent", 0, 100),
                guards.word("on_error", Guards.OnError.class),
                guards.flag("take_over"),
                guards.word("read", Guards.Read.class),
                guards.word("check_expressions", Guards.CheckExpressions.class),
                guards.flag("allow_empty"),
                rewriteCharts(guards));
    }

    private static @Nullable Boolean rewriteCharts(Members guards) {
        Boolean rewrite = guards.flag("rewrite_charts");
        if (Boolean.TRUE.equals(rewrite)) {
            guards.complain("rewrite_charts", "true is " + RequestWords.NOT_YET + "; leave it out");
        }
        return rewrite;
    }
}
