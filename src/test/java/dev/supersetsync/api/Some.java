package dev.supersetsync.api;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.run.Reports.ImpactReport;
import dev.supersetsync.run.Reports.ImpactSummary;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Example plans and runs. */
final class Some {

    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    static final DatasetReport ORDERS = new DatasetReport("warehouse", null, "dwh", "orders");
    private static final ChangeReport UPDATE = new ChangeReport(
            "UPDATE",
            ORDERS,
            12,
            "APPLIED",
            null,
            List.of(new FieldReport("columns.status.label", null, "Status", false)),
            List.of());
    private static final ChangeReport UNCHANGED =
            new ChangeReport("UNCHANGED", ORDERS, 13, null, null, List.of(), List.of());
    private static final WithheldReport WITHHELD = new WithheldReport(
            "DELETE",
            ORDERS,
            null,
            "USED",
            "1 chart uses it",
            List.of(new ImpactReport(
                    "CHART",
                    4,
                    "Sales",
                    "https://main.example.org/explore/4",
                    List.of("metric revenue"),
                    "BREAKS",
                    true,
                    List.of("Ana Analyst"))));

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Some() {}

    static PlanReport plan(String id, String... refusedBy) {
        return new PlanReport(
                id,
                "main",
                List.of("CREATE", "UPDATE"),
                Map.of("breaking_changes", "WITHHOLD"),
                START,
                true,
                "abc",
                List.of(refusedBy),
                null,
                false,
                new Summary(0, 1, 0, 0, 1, 1, 0),
                new ImpactSummary(1, 0, 0),
                List.of(UPDATE, UNCHANGED),
                List.of(WITHHELD),
                List.of());
    }

    /** A plan to take run {@code run-0} back. */
    static PlanReport planToRestore(String id, String target, Guards guards, boolean force) {
        return new PlanReport(
                id,
                target,
                List.of(),
                JSON.convertValue(guards, new TypeReference<>() {}),
                START,
                true,
                "abc",
                List.of(),
                "run-0",
                force,
                new Summary(0, 1, 0, 0, 1, 1, 0),
                new ImpactSummary(1, 0, 0),
                List.of(UPDATE),
                List.of(),
                List.of());
    }

    static RunReport run(String id) {
        return run(id, RunStatus.SUCCEEDED, 2, null);
    }

    static RunReport run(String id, RunStatus status, long writes, @Nullable ErrorReport error) {
        return new RunReport(
                id,
                status,
                "main",
                List.of("CREATE", "UPDATE"),
                Map.of("breaking_changes", "WITHHOLD"),
                null,
                null,
                null,
                null,
                null,
                new Summary(0, 1, 0, 0, 1, 1, 0),
                new ImpactSummary(1, 0, 0),
                List.of(UPDATE, UNCHANGED),
                List.of(WITHHELD),
                List.of(),
                new BackupReport(true, List.of()),
                new RequestsReport(3, writes),
                error,
                START,
                START.plusSeconds(4));
    }

    static RunReport at(String target, RunReport run) {
        return new RunReport(
                run.id(),
                run.status(),
                target,
                run.updateStrategy(),
                run.guards(),
                run.planId(),
                run.restoreOf(),
                run.retryOf(),
                run.caller(),
                run.job(),
                run.summary(),
                run.impact(),
                run.changes(),
                run.withheld(),
                run.warnings(),
                run.backup(),
                run.requests(),
                run.error(),
                run.startedAt(),
                run.finishedAt());
    }
}
