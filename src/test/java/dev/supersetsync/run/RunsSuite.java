package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.run.Reports.ImpactReport;
import dev.supersetsync.run.Reports.ImpactSummary;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.Reports.WithheldReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RunsSuite {

    private final Database database;
    private final Runs runs;

    RunsSuite(Database database) {
        this.database = database;
        this.runs = database.runs;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    static NewRun at(String target) {
        return new NewRun(
                target, List.of("CREATE", "UPDATE"), Map.of("max_delete_percent", 50), null, null, null, null, null);
    }

    static RunReport ended(RunReport run, RunStatus status, List<ChangeReport> changes, Instant at) {
        return new RunReport(
                run.id(),
                status,
                run.target(),
                run.updateStrategy(),
                run.guards(),
                "0197-plan",
                null,
                run.retryOf(),
                run.caller(),
                run.job(),
                new Summary(1, 2, 3, 4, 5, 6, 7),
                new ImpactSummary(1, 2, 3),
                changes,
                List.of(new WithheldReport("DELETE", dataset(), null, "USED", "3 charts use it", List.of(impact()))),
                List.of(new WarningReport("NOT_CHECKED", "Not tried.", null, null, List.of())),
                new BackupReport(true, List.of()),
                new RequestsReport(3, 2),
                null,
                run.startedAt(),
                at);
    }

    private static DatasetReport dataset() {
        return new DatasetReport("warehouse", null, "dwh", "orders");
    }

    private static ImpactReport impact() {
        return new ImpactReport(
                "CHART", 4, "Sales", "https://x/4", List.of("metric revenue"), "BREAKS", true, List.of("Ana"));
    }

    private static ChangeReport change(@Nullable Object after) {
        return new ChangeReport(
                "UPDATE",
                dataset(),
                12,
                "FAILED",
                new ErrorReport("PUT /api/v1/dataset/12", 422, "“Nö”"),
                List.of(new FieldReport("columns.status.label", null, after, false)),
                List.of(impact()));
    }

    @Test
    void aNewRunIsQueued() {
        var run = runs.create(at("main"));

        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(run.startedAt()).isEqualTo(Database.START);
        assertThat(runs.find(run.id())).contains(run);
    }

    @Test
    void aStartedRunIsRunningSinceItsStart() {
        var run = runs.create(at("main"));
        database.clock.moveBy(Duration.ofSeconds(5));

        runs.start(run.id());

        assertThat(runs.find(run.id()).orElseThrow()).satisfies(it -> {
            assertThat(it.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(it.startedAt()).isEqualTo(Database.START.plusSeconds(5));
            assertThat(it.finishedAt()).isNull();
        });
    }

    @Test
    void anEndedRunIsKeptAsItWasTold() {
        var changes = List.of(change("Status"), change(null), change(3600), change(true), change(List.of("a", "b")));
        var ended = ended(runs.create(at("main")), RunStatus.PARTLY_FAILED, changes, Database.START.plusSeconds(1));

        runs.save(ended);

        assertThat(runs.find(ended.id())).contains(ended);
    }

    @Test
    void aReportMayHoldMillionsOfCharactersOfAnyKind() {
        var run = runs.create(at("main"));
        var text = "ä\u0000\uD800\uD83D\uDE00x".repeat(800_000);

        runs.save(ended(run, RunStatus.FAILED, List.of(change(text)), Database.START));

        assertThat(runs.find(run.id())
                        .orElseThrow()
                        .changes()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .after())
                .isEqualTo(text);
    }

    @Test
    void aReportOfAnEarlierVersionIsStillRead() {
        var run = runs.create(at("main"));
        database.jdbc
                .sql("UPDATE run SET report = :report WHERE id = :id")
                .param("id", run.id())
                .param("report", LongText.of("""
                        {"id": "%s", "status": "SUCCEEDED", "target": "main", "update_strategy": ["CREATE"], "guards": {},
                         "plan_id": null,
                         "summary": {"created": 0, "updated": 0, "replaced": 0, "deleted": 0, "unchanged": 1, "withheld": 1,
                                     "failed": 0},
                         "changes": [],
                         "withheld": [{"action": "UPDATE", "path": "metrics.a", "reason": "USED", "message": "1 chart uses it",
                                       "dataset": {"database": "w", "catalog": null, "schema": null, "name": "t"},
                                       "impact": [{"kind": "CHART", "id": 4, "name": "Sales", "url": "", "uses": [],
                                                   "effect": "BREAKS", "certain": true}]}],
                         "warnings": [], "backup": null, "requests": {"reads": 1, "writes": 0}, "error": null,
                         "started_at": "2026-01-01T00:00:00Z", "finished_at": "2026-01-01T00:00:01Z"}
                        """.formatted(run.id())))
                .update();

        assertThat(runs.find(run.id()).orElseThrow()).satisfies(old -> {
            assertThat(old.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(old.restoreOf()).isNull();
            assertThat(old.impact()).isNull();
            assertThat(old.backup()).isNull();
            assertThat(old.withheld().getFirst().impact().getFirst().owners()).isEmpty();
        });
    }

    @Test
    void aRunThatWasNeverTakenInCannotBeSaved() {
        var stray = ended(at("main").queued("0197-stray", Database.START), RunStatus.FAILED, List.of(), Database.START);

        assertThatThrownBy(() -> runs.save(stray)).hasMessageContaining("0197-stray");
    }

    @Test
    void runsAreListedNewestFirstInPages() {
        var first = runs.create(at("main"));
        var second = runs.create(at("main"));
        var third = runs.create(at("main"));

        var page0 = runs.list(RunFilter.ALL, 0, 2);
        var page1 = runs.list(RunFilter.ALL, 1, 2);

        assertThat(page0.items()).extracting(RunHead::id).containsExactly(third.id(), second.id());
        assertThat(page1.items()).extracting(RunHead::id).containsExactly(first.id());
        assertThat(page1).extracting(Page::page, Page::size, Page::total).containsExactly(1, 2, 3L);
    }

    @Test
    void runsAreFilteredByTargetStatusJobAndStart() {
        var old = runs.create(at("main"));
        runs.save(ended(old, RunStatus.FAILED, List.of(), Database.START));
        database.clock.moveBy(Duration.ofHours(1));
        var other = runs.create(at("other"));
        var nightly = runs.create(new NewRun("main", List.of("CREATE"), Map.of(), null, null, null, null, "nightly"));

        assertThat(ids(new RunFilter("main", null, null, null))).containsExactly(nightly.id(), old.id());
        assertThat(ids(new RunFilter(null, RunStatus.FAILED, null, null))).containsExactly(old.id());
        assertThat(ids(new RunFilter(null, null, "nightly", null))).containsExactly(nightly.id());
        assertThat(ids(new RunFilter(null, null, null, Database.START.plusSeconds(3600))))
                .containsExactly(nightly.id(), other.id());
        assertThat(runs.list(new RunFilter("main", RunStatus.QUEUED, null, null), 0, 50)
                        .total())
                .isEqualTo(1);
    }

    @Test
    void runsOfOtherTargetsCanBeKeptFromView() {
        var main = runs.create(at("main"));
        var other = runs.create(at("other"));
        runs.create(at("third"));

        assertThat(ids(RunFilter.ALL.among(Set.of("main", "other")))).containsExactly(other.id(), main.id());
        assertThat(ids(new RunFilter("third", null, null, null).among(Set.of("main"))))
                .isEmpty();
    }

    @Test
    void aRunInAListHasItsCountsAndTimes() {
        var run = runs.create(at("main"));
        var ended = ended(run, RunStatus.SUCCEEDED, List.of(change("x")), Database.START.plusSeconds(2));
        runs.save(ended);

        var head = runs.list(RunFilter.ALL, 0, 1).items().getFirst();

        assertThat(head).isEqualTo(RunHead.of(ended));
        assertThat(head.summary()).isEqualTo(new Summary(1, 2, 3, 4, 5, 6, 7));
        assertThat(head.finishedAt()).isEqualTo(Database.START.plusSeconds(2));
    }

    @Test
    void theLastRunOfATargetIsItsNewest() {
        runs.create(at("main"));
        var last = runs.create(at("main"));
        runs.create(at("other"));

        assertThat(runs.lastOf("main")).map(RunHead::id).contains(last.id());
        assertThat(runs.lastOf("unknown")).isEmpty();
    }

    @Test
    void aForgottenRunLeavesNoTrace() {
        var run = runs.create(at("main"));
        runs.progress(run.id(), 1, 2);

        runs.forget(run.id());

        assertThat(runs.find(run.id())).isEmpty();
        assertThat(runs.progressOf(run.id())).isEmpty();
        assertThat(runs.list(RunFilter.ALL, 0, 1).total()).isZero();
    }

    @Test
    void progressIsToldUntilTheRunEnds() {
        var run = runs.create(at("main"));
        runs.progress(run.id(), 3, 10);

        assertThat(runs.progressOf(run.id())).contains(new Progress(3, 10));

        runs.save(ended(run, RunStatus.SUCCEEDED, List.of(), Database.START));

        assertThat(runs.progressOf(run.id())).isEmpty();
    }

    private List<String> ids(RunFilter filter) {
        return runs.list(filter, 0, 50).items().stream().map(RunHead::id).toList();
    }
}
