package dev.supersetsync.job;

import dev.supersetsync.job.JobSettings.ConfiguredJob;
import dev.supersetsync.job.JobSettings.Mode;
import dev.supersetsync.run.Announcements;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.Syncs.Queueing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Begins jobs whose time it is, unless they are paused or their run before has not ended. It does not keep the time. */
@Component
class DueJobs {

    private static final Logger LOG = LoggerFactory.getLogger(DueJobs.class);

    private final JobCatalog catalog;
    private final JobStates states;
    private final Runs runs;
    private final JobRunner runner;
    private final Announcements announcements;

    DueJobs(JobCatalog catalog, JobStates states, Runs runs, JobRunner runner, Announcements announcements) {
        this.catalog = catalog;
        this.states = states;
        this.runs = runs;
        this.runner = runner;
        this.announcements = announcements;
    }

    /** It is a job's time. What goes wrong is told by the job, and is no matter of who keeps the time. */
    void due(String name) {
        catalog.find(name)
                .filter(job -> job.enabled() && !states.find(name).isPaused())
                .ifPresent(job -> due(name, job));
    }

    private void due(String name, ConfiguredJob job) {
        if (job.mode() == Mode.SYNC && runs.isUnfinished(name)) {
            LOG.warn("Job {} is not begun: its run before has not ended", name);
            return;
        }
        try {
            begin(name, job);
        } catch (RuntimeException e) {
            LOG.error("Job {} could not be done: {}", name, e.getMessage());
            announcements.jobFailed(name, catalog.target(job), String.valueOf(e.getMessage()));
        }
    }

    private void begin(String name, ConfiguredJob job) {
        if (job.mode() == Mode.DRIFT) {
            runner.look(name);
        } else {
            runner.sync(name, new Call(null, null, "job", () -> "", name), Queueing.WAIT)
                    .keep()
                    .run();
        }
    }
}
