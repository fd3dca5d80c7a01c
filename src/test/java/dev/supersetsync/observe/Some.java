package dev.supersetsync.observe;

import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Example runs for the tests of this package. */
final class Some {

    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    private Some() {}

    static RunReport run(RunStatus status, Summary summary, List<ChangeReport> changes, List<WithheldReport> withheld) {
        return new RunReport(
                "run-1",
                status,
                "main",
                List.of("CREATE", "UPDATE"),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                summary,
                null,
                changes,
                withheld,
                List.of(),
                null,
                new RequestsReport(3, 2),
                null,
                START,
                START.plusSeconds(4));
    }

    static ChangeReport change(String action, String outcome) {
        return new ChangeReport(action, dataset(), 12, outcome, null, List.of(), List.of());
    }

    static WithheldReport withheld(String action, String reason) {
        return new WithheldReport(action, dataset(), null, reason, "because", List.of());
    }

    private static DatasetReport dataset() {
        return new DatasetReport("warehouse", null, "dwh", "orders");
    }
}
