package dev.supersetsync.run;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.ImpactSummary;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in a list of runs: its report without what can be long, namely its changes, what it withheld and its warnings. */
public record RunHead(
        String id,
        RunStatus status,
        String target,
        List<String> updateStrategy,
        Map<String, Object> guards,
        @Nullable String planId,
        @Nullable String restoreOf,
        @Nullable String retryOf,
        @Nullable String caller,
        @Nullable String job,
        Summary summary,
        @Nullable ImpactSummary impact,
        @Nullable BackupReport backup,
        RequestsReport requests,
        @Nullable ErrorReport error,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    static RunHead of(RunReport run) {
        return new RunHead(
                run.id(),
                run.status(),
                run.target(),
                run.updateStrategy(),
                run.guards(),
                run.planId(),
                run.restoreOf(),
                run.retryOf(),
                run.caller(),
                run.job(),
                run.summary(),
                run.impact(),
                run.backup(),
                run.requests(),
                run.error(),
                run.startedAt(),
                run.finishedAt());
    }
}
