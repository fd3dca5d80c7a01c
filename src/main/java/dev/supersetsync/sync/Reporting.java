package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.FieldChange;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.plan.Withheld;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.run.Reports.ImpactReport;
import dev.supersetsync.run.Reports.ImpactSummary;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.sync.RunExecution.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says plans and outcomes in the words of answers. It adds nothing and leaves nothing out. */
final class Reporting {

    private Reporting() {}

    static List<ChangeReport> planned(Plan plan) {
        return plan.changes().stream()
                .map(change -> change(change, idOf(change), null, null))
                .toList();
    }

    static List<ChangeReport> done(Result result) {
        return Stream.concat(result.outcomes().stream().map(Reporting::change), result.moved().stream())
                .toList();
    }

    static ChangeReport change(Outcome outcome) {
        Outcome.Failure failure = outcome.failure();
        ErrorReport error =
                failure == null ? null : new ErrorReport(failure.call(), failure.status(), failure.message());
        return change(outcome.change(), outcome.supersetId(), outcome.kind().name(), error);
    }

    private static ChangeReport change(
            Change change, @Nullable Integer id, @Nullable String outcome, @Nullable ErrorReport error) {
        return new ChangeReport(
                change.action().name(),
                dataset(change.dataset()),
                id,
                outcome,
                error,
                change.fields().stream().map(Reporting::field).toList(),
                impacts(change.impact()));
    }

    private static @Nullable Integer idOf(Change change) {
        return switch (change) {
            case Change.Create _ -> null;
            case Change.Rewrite rewrite -> rewrite.before().id();
            case Change.BringBack _ -> null;
            case Change.Delete delete -> delete.before().id();
            case Change.Unchanged unchanged -> unchanged.there().id();
        };
    }

    private static FieldReport field(FieldChange field) {
        return new FieldReport(
                field.path(), Values.inJson(field.before()), Values.inJson(field.after()), field.overwritesUiEdit());
    }

    static DatasetReport dataset(DatasetKey key) {
        return new DatasetReport(key.database(), key.catalog(), key.schema(), key.name());
    }

    private static List<ImpactReport> impacts(List<Impact> impacts) {
        return impacts.stream()
                .map(impact -> new ImpactReport(
                        impact.kind().name(),
                        impact.id(),
                        impact.name(),
                        impact.url(),
                        impact.uses(),
                        impact.effect().name(),
                        impact.certain(),
                        impact.owners()))
                .toList();
    }

    static List<WithheldReport> withheld(List<Withheld> withheld) {
        return withheld.stream()
                .map(entry -> new WithheldReport(
                        entry.action().name(),
                        dataset(entry.dataset()),
                        entry.path(),
                        entry.reason().name(),
                        entry.message(),
                        impacts(entry.impact())))
                .toList();
    }

    static List<WarningReport> warnings(List<Warning> warnings) {
        return warnings.stream()
                .map(warning -> new WarningReport(
                        warning.code().name(),
                        warning.message(),
                        warning.dataset() == null ? null : dataset(warning.dataset()),
                        warning.path(),
                        impacts(warning.impact())))
                .toList();
    }

    /** How many are touched by what a plan changes or holds back. */
    static ImpactSummary impact(Plan plan) {
        List<Impact> all = Stream.concat(
                        plan.changes().stream().flatMap(change -> change.impact().stream()),
                        plan.withheld().stream().flatMap(entry -> entry.impact().stream()))
                .toList();
        return new ImpactSummary(
                touched(all, Impact.Kind.CHART),
                touched(all, Impact.Kind.DASHBOARD),
                touched(all, Impact.Kind.NATIVE_FILTER));
    }

    private static int touched(List<Impact> impacts, Impact.Kind kind) {
        return (int) impacts.stream()
                .filter(impact -> impact.kind() == kind)
                .map(impact -> impact.id() + " " + impact.name())
                .distinct()
                .count();
    }

    /** The warnings of a plan, and of what came up while it was applied. */
    static List<WarningReport> warnings(Plan plan, List<Outcome> outcomes) {
        var all = new ArrayList<>(plan.warnings());
        for (Outcome outcome : outcomes) {
            outcome.leftAlone()
                    .forEach(message -> all.add(new Warning(
                            Warning.Code.CHANGED_SINCE,
                            message,
                            outcome.change().dataset(),
                            null,
                            List.of())));
        }
        return warnings(all);
    }

    /** What would become of things. */
    static Summary summary(Plan plan) {
        return summary(plan.changes(), plan.withheld().size(), 0);
    }

    /** What became of things: only what was applied counts as done. */
    static Summary summary(Result result) {
        List<Outcome> outcomes = result.outcomes();
        List<Change> applied = outcomes.stream()
                .filter(outcome -> outcome.kind() == Outcome.Kind.APPLIED)
                .map(Outcome::change)
                .toList();
        int failed = count(outcomes.stream(), outcome -> outcome.kind() == Outcome.Kind.FAILED);
        return summary(
                applied,
                result.plan().withheld().size(),
                failed + result.moved().size());
    }

    private static Summary summary(List<Change> changes, int withheld, int failed) {
        return new Summary(
                count(changes, Action.CREATE),
                count(changes, Action.UPDATE),
                count(changes, Action.REPLACE),
                count(changes, Action.DELETE),
                count(changes, Action.UNCHANGED),
                withheld,
                failed);
    }

    private static int count(List<Change> changes, Action action) {
        return count(changes.stream(), change -> change.action() == action);
    }

    private static <T> int count(Stream<T> all, Predicate<T> which) {
        return (int) all.filter(which).count();
    }

    /** What may be done, which is not a question where a run is taken back. */
    static List<String> strategy(Assignment assignment) {
        return switch (assignment) {
            case Assignment.OfModels models ->
                models.strategy().inOrder().stream().map(Operation::name).toList();
            case Assignment.OfRun _ -> List.of();
        };
    }

    static Map<String, Object> guards(Guards guards) {
        var words = new LinkedHashMap<String, Object>();
        words.put("breaking_changes", guards.breakingChanges().name());
        words.put("ui_edits", guards.uiEdits().name());
        words.put("delete_scope", guards.deleteScope().name());
        words.put("max_delete_percent", guards.maxDeletePercent());
        words.put("on_error", guards.onError().name());
        words.put("take_over", guards.takeOver());
        words.put("read", guards.read().name());
        words.put("check_expressions", guards.checkExpressions().name());
        words.put("allow_empty", guards.allowEmpty());
        words.put("rewrite_charts", guards.rewriteCharts());
        return words;
    }
}
