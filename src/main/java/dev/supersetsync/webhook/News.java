package dev.supersetsync.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is told, as the JSON that it gets: of the parts the one that the event is about, and the others left
 * out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record News(
        WebhookEvent event,
        Instant at,
        @Nullable RunNews run,
        @Nullable DriftNews drift,
        @Nullable JobNews job) {

    static News of(WebhookEvent event, Instant at, RunNews run) {
        return new News(event, at, run, null, null);
    }

    static News of(Instant at, DriftNews drift) {
        return new News(WebhookEvent.DRIFT, at, null, drift, null);
    }

    static News of(Instant at, JobNews job) {
        return new News(WebhookEvent.JOB_FAILED, at, null, null, job);
    }

    static News test(Instant at) {
        return new News(WebhookEvent.TEST, at, null, null, null);
    }

    /**
     * A run, without what can be long.
     *
     * @param withheld how many parts were held back
     * @param warnings how many warnings it has
     * @param url where to look at it, null if it is not known where people reach the service
     */
    record RunNews(
            String id,
            RunStatus status,
            String target,
            Summary summary,
            int withheld,
            int warnings,
            @Nullable String caller,
            @Nullable String job,
            @Nullable String restoreOf,
            @Nullable String retryOf,
            @Nullable ErrorReport error,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String url) {

        static RunNews of(RunReport run, Links links) {
            return new RunNews(
                    run.id(),
                    run.status(),
                    run.target(),
                    run.summary(),
                    run.withheld().size(),
                    run.warnings().size(),
                    run.caller(),
                    run.job(),
                    run.restoreOf(),
                    run.retryOf(),
                    run.error(),
                    run.startedAt(),
                    run.finishedAt(),
                    links.run(run.id()));
        }
    }

    /**
     * What drift was found.
     *
     * @param changes how many datasets people changed
     * @param url where to look at it, null if it is not known where people reach the service
     */
    record DriftNews(
            String job,
            String target,
            Instant checkedAt,
            String planId,
            int changes,
            @Nullable String url) {

        static DriftNews of(DriftReport drift, String target, Links links) {
            return new DriftNews(
                    drift.job(),
                    target,
                    drift.checkedAt(),
                    drift.planId(),
                    drift.changes().size(),
                    links.drift(drift.job()));
        }
    }

    /** A job that could not be begun; {@code problem} says why. */
    record JobNews(String name, String target, String problem) {}

    /** Addresses for people, where it is known where they reach the service. */
    record Links(String publicUrl) {

        @Nullable
        String run(String id) {
            return at("/runs/" + id);
        }

        @Nullable
        String drift(String job) {
            return at("/jobs/" + job + "/drift");
        }

        private @Nullable String at(String path) {
            return publicUrl.isEmpty() ? null : publicUrl + path;
        }
    }
}
