package dev.supersetsync.job;

import dev.supersetsync.job.JobReport.LastDrift;
import dev.supersetsync.job.JobSettings.ConfiguredJob;
import dev.supersetsync.job.JobStates.JobState;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.Runs;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells of jobs: how they are configured, when it is their time, what they last did and found. */
@Component
public class JobReports {

    private final JobCatalog catalog;
    private final JobStates states;
    private final JobTimes times;
    private final Drifts drifts;
    private final Runs runs;

    JobReports(JobCatalog catalog, JobStates states, JobTimes times, Drifts drifts, Runs runs) {
        this.catalog = catalog;
        this.states = states;
        this.times = times;
        this.drifts = drifts;
        this.runs = runs;
    }

    /** The jobs in the order of their names. */
    public List<JobReport> list() {
        return catalog.names().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A job by its name. */
    public Optional<JobReport> find(String name) {
        return catalog.find(name).map(job -> report(name, job));
    }

    /** What was last found, if anybody looked. */
    public Optional<DriftReport> lastDrift(String name) {
        return drifts.last(name);
    }

    /** What was found, the newest first. */
    public Page<DriftReport> drifts(String name, int page, int size) {
        return drifts.page(name, page, size);
    }

    private JobReport report(String name, ConfiguredJob job) {
        JobState state = states.find(name);
        return new JobReport(
                name,
                job.mode().name(),
                job.source(),
                catalog.target(job),
                JobCatalog.emptyAsNull(job.strategySet()),
                job.updateStrategy(),
                job.ownGuards(),
                JobCatalog.emptyAsNull(job.schedule()),
                job.zone(),
                job.enabled(),
                state.isPaused(),
                job.enabled() && !state.isPaused() ? times.next(name).orElse(null) : null,
                state.startedAt(),
                state.problem(),
                runs.list(new RunFilter(null, null, name, null), 0, 1).items().stream()
                        .findFirst()
                        .orElse(null),
                drifts.last(name).map(JobReports::brief).orElse(null));
    }

    private static LastDrift brief(DriftReport drift) {
        return new LastDrift(
                drift.checkedAt(),
                drift.planId(),
                drift.hasDrift(),
                drift.changes().size());
    }
}
