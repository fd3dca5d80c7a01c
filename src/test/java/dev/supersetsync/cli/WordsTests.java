package dev.supersetsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.Page;
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
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people read, against files that show it as they see it. */
class WordsTests {

    private static final Instant START = Instant.parse("2026-03-01T03:00:00.123Z");
    private static final String SHOP = "https://superset.example.org";

    private final Words text = new TextWords(new Paint(false), new Place(List.of()));
    private final Words coloured = new TextWords(new Paint(true), new Place(List.of()));
    private final Words markdown = new MarkdownWords(new Place(List.of()));

    private static String file(String name) throws IOException {
        try (var file = WordsTests.class.getResourceAsStream("/cli/" + name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static DatasetReport dataset(String name) {
        return new DatasetReport("warehouse", null, "shop", name);
    }

    private static FieldReport field(String path, @Nullable Object before, @Nullable Object after) {
        return new FieldReport(path, before, after, false);
    }

    private static final ImpactReport CHART = new ImpactReport(
            "CHART",
            289,
            "Returns | by <category>",
            SHOP + "/explore/?slice_id=289",
            List.of("metric returned_items"),
            "BREAKS",
            true,
            List.of("Ada Admin", "@bob"));
    private static final ImpactReport DASHBOARD = new ImpactReport(
            "DASHBOARD",
            48,
            "Shop",
            SHOP + "/superset/dashboard/48/",
            List.of("chart Returns"),
            "BREAKS",
            false,
            List.of());
    private static final ImpactReport FILTER = new ImpactReport(
            "NATIVE_FILTER", 48, "Status\u001b[2J", "", List.of("column status"), "RETURNS_NULL", true, List.of());

    private static Map<String, Object> metric() {
        var metric = new LinkedHashMap<String, Object>();
        metric.put("label", "Returned items");
        metric.put("expression", "COUNT(*) FILTER (WHERE returned)");
        metric.put("warning", "Returns of the last 14 days are preliminary, as parcels take their time");
        return metric;
    }

    private static List<ChangeReport> changes(@Nullable String outcome) {
        return List.of(
                new ChangeReport(
                        "CREATE",
                        dataset("customers"),
                        null,
                        outcome,
                        null,
                        List.of(field("description", null, "One row per customer")),
                        List.of()),
                new ChangeReport(
                        "UPDATE",
                        dataset("order_items"),
                        12,
                        outcome,
                        null,
                        List.of(
                                new FieldReport("columns.status.label", "State", "Status", true),
                                field("columns.status.hidden", false, true),
                                field("metrics.returned_items", null, metric()),
                                field("metrics.old", "COUNT(*)", null),
                                field("sql", "SELECT 1\nFROM a", "SELECT 2\nFROM a")),
                        List.of(FILTER)),
                new ChangeReport(
                        "REPLACE",
                        dataset("top"),
                        13,
                        outcome == null ? null : "FAILED",
                        outcome == null ? null : new ErrorReport("PUT /api/v1/dataset/13", 422, "Not today"),
                        List.of(field("cache_timeout", 60, 30)),
                        List.of()),
                new ChangeReport("DELETE", dataset("gone"), 14, outcome, null, List.of(), List.of(CHART, DASHBOARD)));
    }

    private static final List<WithheldReport> WITHHELD = List.of(new WithheldReport(
            "UPDATE", dataset("order_items"), "metrics.returned_items", "USED", "1 chart uses it", List.of(CHART)));
    private static final List<WarningReport> WARNINGS = List.of(
            new WarningReport("WAREHOUSE_UNKNOWN", "The warehouse did not answer", null, null, List.of()),
            new WarningReport(
                    "MISSING_IN_WAREHOUSE",
                    "The warehouse no longer has it",
                    dataset("top"),
                    "columns.x",
                    List.of(FILTER)));

    private static PlanReport plan(List<ChangeReport> changes, List<String> refusedBy) {
        return new PlanReport(
                "01a2",
                "main",
                List.of("CREATE", "REPLACE"),
                Map.of(),
                START,
                true,
                "f",
                refusedBy,
                null,
                false,
                new Summary(1, 1, 1, 1, 5, 1, 0),
                new ImpactSummary(1, 1, 1),
                changes,
                WITHHELD,
                WARNINGS);
    }

    private static RunReport run() {
        return new RunReport(
                "01a3",
                RunStatus.PARTLY_FAILED,
                "main",
                List.of("CREATE", "REPLACE"),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                new Summary(1, 1, 0, 1, 5, 1, 1),
                new ImpactSummary(1, 1, 1),
                changes("APPLIED"),
                WITHHELD,
                List.of(),
                new BackupReport(true, List.of()),
                new RequestsReport(9, 4),
                null,
                START,
                START.plusSeconds(9));
    }

    @Test
    void planInText() throws IOException {
        assertThat(text.plan(plan(changes(null), List.of()))).isEqualTo(file("plan.txt"));
    }

    @Test
    void planInMarkdown() throws IOException {
        assertThat(markdown.plan(plan(changes(null), List.of("breaking-changes"))))
                .isEqualTo(file("plan.md"));
    }

    @Test
    void runInText() throws IOException {
        assertThat(text.run(run())).isEqualTo(file("run.txt"));
    }

    @Test
    void runInMarkdown() throws IOException {
        assertThat(markdown.run(run())).isEqualTo(file("run.md"));
    }

    @Test
    void coloursChangeNothingElse() {
        PlanReport plan = plan(changes(null), List.of());

        assertThat(coloured.plan(plan)).contains("\u001b[32m+ warehouse.shop.customers\u001b[0m");
        assertThat(coloured.plan(plan).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text.plan(plan));
    }

    @Test
    void markdownFitsIntoAComment() {
        var many = new ArrayList<ChangeReport>();
        for (int number = 0; number < 1000; number++) {
            many.addAll(changes(null));
        }

        String comment = markdown.plan(plan(many, List.of()));

        assertThat(comment.length()).isBetween(55_000, 65_000);
        assertThat(comment).containsPattern("And \\d{4} more, for which there is no room here");
    }

    @Test
    void listOfRuns() {
        var head = new RunHead(
                "01a3",
                RunStatus.PARTLY_FAILED,
                "main",
                List.of(),
                Map.of(),
                null,
                "01a2",
                null,
                null,
                null,
                new Summary(1, 0, 0, 0, 0, 0, 1),
                null,
                null,
                new RequestsReport(1, 1),
                null,
                START,
                START);

        assertThat(text.runs(new Page<>(List.of(head), 0, 1, 2))).isEqualTo("""
                01a3  2026-03-01T03:00:00Z  PARTLY_FAILED  main: 1 created, 1 failed, taking back 01a2

                1 of 2 runs.
                """);
        assertThat(markdown.runs(new Page<>(List.of(head), 0, 1, 2)))
                .contains(
                        "| <code>01a3</code> | 2026-03-01T03:00:00.123Z | PARTLY&#95;FAILED | main | 1 created, 1 failed |");
    }
}
