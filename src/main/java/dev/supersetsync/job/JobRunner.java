package dev.supersetsync.job;

import dev.supersetsync.job.JobSettings.ConfiguredJob;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.Syncs;
import dev.supersetsync.sync.Syncs.Drift;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.Started;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Does jobs when they are called, and pauses them. When it is their time is known elsewhere. */
@Component
public class JobRunner {

    private final JobCatalog catalog;
    private final JobStates states;
    private final Syncs syncs;
    private final Drifts drifts;
    private final Clock clock;

    JobRunner(JobCatalog catalog, JobStates states, Syncs syncs, Drifts drifts, Clock clock) {
        this.catalog = catalog;
        this.states = states;
        this.syncs = syncs;
        this.drifts = drifts;
        this.clock = clock;
    }

    /** Does a job of mode SYNC now, as if it had been called with what is configured. */
    public Started sync(String name, Call call, Queueing queueing) {
        ConfiguredJob job = catalog.callable(name);
        return began(name, () -> syncs.sync(() -> catalog.request(job), call, queueing));
    }

    /** Looks for drift now, as the job is configured, and keeps what is found. */
    public DriftReport look(String name) {
        ConfiguredJob job = catalog.callable(name);
        Drift found = began(name, () -> syncs.drift(catalog.request(job)));
        var report = new DriftReport(
                name, clock.instant(), found.plan().id(), !found.changes().isEmpty(), found.changes());
        drifts.save(report, catalog.target(job));
        return report;
    }

    /** A job has not its time until it is resumed. */
    public void pause(String name) {
        states.pause(name, true);
    }

    /** A paused job has its time again. */
    public void resume(String name) {
        states.pause(name, false);
    }

    private <T> T began(String name, Supplier<T> work) {
        Instant now = clock.instant();
        try {
            T done = work.get();
            states.began(name, now, null);
            return done;
        } catch (RuntimeException e) {
            states.began(name, now, String.valueOf(e.getMessage()));
            throw e;
        }
    }
}
