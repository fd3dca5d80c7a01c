package dev.supersetsync.security;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.run.Reports.PlanReport;
import java.util.Map;
import java.util.TreeMap;

/** Whether a plan was made with just what a caller may ask for; a guard that is not known is a difference. */
final class Likeness {

    private Likeness() {}

    /** Whether it was made with just what a strategy set says. */
    static boolean of(StrategySet set, PlanReport plan) {
        var words = set.updateStrategy().inOrder().stream().map(Operation::name).toList();
        return words.equals(plan.updateStrategy())
                && words(set.guards().over(Guards.DEFAULT)).equals(words(plan.guards()));
    }

    /** Whether a plan takes a run back as a request does that says nothing but which run. */
    static boolean ofPlainRestore(PlanReport plan) {
        return !plan.force() && words(Guards.DEFAULT).equals(words(plan.guards()));
    }

    private static Map<String, String> words(Map<String, Object> guards) {
        var words = new TreeMap<String, String>();
        guards.forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
    }

    private static Map<String, String> words(Guards guards) {
        return words(Map.of(
                "breaking_changes", guards.breakingChanges(),
                "ui_edits", guards.uiEdits(),
                "delete_scope", guards.deleteScope(),
                "max_delete_percent", guards.maxDeletePercent(),
                "on_error", guards.onError(),
                "take_over", guards.takeOver(),
                "read", guards.read(),
                "check_expressions", guards.checkExpressions(),
                "allow_empty", guards.allowEmpty(),
                "rewrite_charts", guards.rewriteCharts()));
    }
}
