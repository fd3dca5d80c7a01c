package dev.supersetsync.cli;

import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.run.Reports.ImpactReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.Reports.WithheldReport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What plans and runs have in common to tell, in words of one line that have no markup.
 *
 * @param kind {@code plan} or {@code run}
 * @param title what it is
 * @param summary how many, and who is touched
 * @param end what is to be said last, null for nothing
 */
record Story(
        String kind,
        String target,
        String title,
        String summary,
        List<ChangeReport> changes,
        List<WithheldReport> withheld,
        List<WarningReport> warnings,
        @Nullable String end) {

    static Story of(PlanReport plan) {
        String refused =
                plan.refusedBy().isEmpty() ? null : "Refused by a guard: " + String.join(", ", plan.refusedBy()) + ".";
        return new Story(
                "plan",
                plan.target(),
                "Plan for " + plan.target() + how(plan.updateStrategy(), plan.restoreOf()),
                sentences(Counts.planned(plan.summary()), Counts.touched(plan.impact())),
                plan.changes(),
                plan.withheld(),
                plan.warnings(),
                refused);
    }

    static Story of(RunReport run) {
        return new Story(
                "run",
                run.target(),
                "Run " + run.id() + " at " + run.target() + how(run.updateStrategy(), run.restoreOf()) + ": "
                        + run.status(),
                sentences(Counts.done(run.summary()), Counts.touched(run.impact())),
                run.changes(),
                run.withheld(),
                run.warnings(),
                run.error() == null ? null : error(run.error()));
    }

    private static String how(List<String> strategy, @Nullable String restoreOf) {
        if (restoreOf != null) {
            return ", taking back run " + restoreOf;
        }
        return strategy.isEmpty() ? "" : " (" + String.join(", ", strategy) + ")";
    }

    private static String sentences(String counts, String touched) {
        String first = counts.substring(0, 1).toUpperCase(Locale.ROOT) + counts.substring(1) + ".";
        return touched.isEmpty() ? first : first + " Touched: " + touched + ".";
    }

    /** The sign of what happens to a dataset. */
    static String sign(String action) {
        return switch (action) {
            case "CREATE" -> "+";
            case "DELETE" -> "-";
            case "UNCHANGED" -> "=";
            default -> "~";
        };
    }

    /** The sign of what happens to a field. */
    static String sign(FieldReport field) {
        if (field.before() == null) {
            return "+";
        }
        return field.after() == null ? "-" : "~";
    }

    static String name(DatasetReport dataset) {
        return Stream.of(dataset.database(), dataset.catalog(), dataset.schema(), dataset.name())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    /** A dataset, or a part of it. */
    static String name(@Nullable DatasetReport dataset, @Nullable String path) {
        return Stream.of(dataset == null ? null : name(dataset), path)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** What is to be said of a change beside its name: how it is done if it is not plain, and what came of it. */
    static String remark(ChangeReport change) {
        String outcome = change.outcome();
        ErrorReport error = change.error();
        return Stream.of(
                        change.action().equals("REPLACE") ? "replaced in place" : null,
                        outcome == null || outcome.equals("APPLIED") ? null : outcome,
                        error == null ? null : error(error))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static String error(ErrorReport error) {
        return error.call() + (error.status() == null ? ": " : " answered " + error.status() + ": ") + error.message();
    }

    static String kind(ImpactReport impact) {
        return impact.kind().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What it uses; without certainty where SQL or a name could not be understood. */
    static String uses(ImpactReport impact) {
        return (impact.certain() ? "uses " : "may use ") + String.join(", ", impact.uses());
    }
}
