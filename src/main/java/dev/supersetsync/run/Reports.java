package dev.supersetsync.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is told of plans and runs, in the words of the HTTP API and in the form in which they are stored: plain records
 * that become JSON in snake case. They hold results; nothing is applied from them.
 */
public final class Reports {

    private Reports() {}

    /**
     * A plan. {@code refusedBy} names the guards with FAIL that refuse it, such as {@code breaking-changes};
     * {@code restoreOf} is the run that it takes back, null for none; {@code force} whether it does so over what was
     * changed since.
     */
    public record PlanReport(
            String id,
            String target,
            List<String> updateStrategy,
            Map<String, Object> guards,
            Instant createdAt,
            boolean hasChanges,
            String fingerprint,
            List<String> refusedBy,
            @Nullable String restoreOf,
            boolean force,
            Summary summary,
            @Nullable ImpactSummary impact,
            List<ChangeReport> changes,
            List<WithheldReport> withheld,
            List<WarningReport> warnings) {}

    /**
     * A run. {@code finishedAt} is null while it is queued or running; {@code error} says why it failed as a whole;
     * {@code retryOf} is the interrupted run that it is a new attempt of, {@code caller} who called and {@code job} the
     * job that it belongs to, each null for none.
     */
    public record RunReport(
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
            List<ChangeReport> changes,
            List<WithheldReport> withheld,
            List<WarningReport> warnings,
            @Nullable BackupReport backup,
            RequestsReport requests,
            @Nullable ErrorReport error,
            Instant startedAt,
            @Nullable Instant finishedAt) {

        /** The same run, at work since then. */
        RunReport started(Instant at) {
            return with(RunStatus.RUNNING, changes, backup, error, at, null);
        }

        /** The same run with its backup. */
        RunReport backedUp(BackupReport made) {
            return with(status, changes, made, error, startedAt, finishedAt);
        }

        /** Whether it ended without a write that somebody could build upon, so that the same call may come again. */
        boolean wroteNothing() {
            return status == RunStatus.FAILED || status != RunStatus.SUCCEEDED && requests.writes() == 0;
        }

        /** The same run with another list of changes. */
        public RunReport showing(List<ChangeReport> shown) {
            return with(status, shown, backup, error, startedAt, finishedAt);
        }

        /** The same run, ended for a reason that is not one of its changes. */
        public RunReport ended(RunStatus how, @Nullable ErrorReport why, Instant at) {
            return with(how, changes, backup, why, startedAt, at);
        }

        private RunReport with(
                RunStatus how,
                List<ChangeReport> shown,
                @Nullable BackupReport made,
                @Nullable ErrorReport why,
                Instant since,
                @Nullable Instant until) {
            return new RunReport(
                    id,
                    how,
                    target,
                    updateStrategy,
                    guards,
                    planId,
                    restoreOf,
                    retryOf,
                    caller,
                    job,
                    summary,
                    impact,
                    shown,
                    withheld,
                    warnings,
                    made,
                    requests,
                    why,
                    since,
                    until);
        }
    }

    /** Counts by what became of things; in a plan, by what would. */
    public record Summary(
            int created, int updated, int replaced, int deleted, int unchanged, int withheld, int failed) {

        /** Nothing yet. */
        public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * How many are touched in all, by what is changed and by what is held back; null in a run that has no plan yet.
     *
     * @param charts how many charts
     * @param dashboards how many dashboards
     * @param nativeFilters how many native filters and chart customisations
     */
    public record ImpactSummary(int charts, int dashboards, int nativeFilters) {}

    /** One change; {@code outcome} is null in a plan. */
    public record ChangeReport(
            String action,
            DatasetReport dataset,
            @Nullable Integer supersetId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String outcome,

            @Nullable ErrorReport error,
            List<FieldReport> fields,
            List<ImpactReport> impact) {

        /** The same change, which could not be done. */
        public ChangeReport failed(ErrorReport why) {
            return new ChangeReport(action, dataset, supersetId, "FAILED", why, fields, impact);
        }
    }

    /** Where a dataset lives. */
    public record DatasetReport(
            String database,
            @Nullable String catalog,
            @Nullable String schema,
            String name) {}

    /** One field of a change; the values are JSON's own types. */
    public record FieldReport(
            String path, @Nullable Object before, @Nullable Object after, boolean overwritesUiEdit) {}

    /** Who is touched. */
    public record ImpactReport(
            String kind,
            int id,
            String name,
            String url,
            List<String> uses,
            String effect,
            boolean certain,
            List<String> owners) {

        /** What was stored before owners were told has none. */
        public ImpactReport {
            owners = Objects.requireNonNullElse(owners, List.of());
        }
    }

    /** What was held back. */
    public record WithheldReport(
            String action,
            DatasetReport dataset,
            @Nullable String path,
            String reason,
            String message,
            List<ImpactReport> impact) {}

    /** What should be known. */
    public record WarningReport(
            String code,
            String message,
            @Nullable DatasetReport dataset,
            @Nullable String path,
            List<ImpactReport> impact) {}

    /** What Superset said to a call that failed; {@code status} is null if it did not answer. */
    public record ErrorReport(String call, @Nullable Integer status, String message) {}

    /** Whether all that is needed to take a run back was kept. */
    public record BackupReport(boolean complete, List<String> missing) {}

    /** How many requests were sent to Superset. */
    public record RequestsReport(long reads, long writes) {}

    /**
     * What people changed in Superset since it was applied. {@code planId} is the kept plan that says what a sync would
     * change, for whatever reason.
     */
    public record DriftReport(
            String job, Instant checkedAt, String planId, boolean hasDrift, List<DriftChangeReport> changes) {}

    /** A dataset that people changed; who and when, where Superset knows. */
    public record DriftChangeReport(
            String action,
            DatasetReport dataset,
            @Nullable Integer supersetId,
            List<FieldReport> fields,
            List<ImpactReport> impact,
            @Nullable String changedBy,
            @Nullable String changedOn) {}
}
