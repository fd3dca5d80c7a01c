package dev.supersetsync.job;

import dev.supersetsync.job.JobReport.LastDrift;
import dev.supersetsync.job.JobSettings.ConfiguredJob;
import dev.supersetsync.job.JobSettings.Mode;
import dev.supersetsync.job.JobStates.JobState;
import dev.supersetsync.model.Document;
import dev.supersetsync.run.Announcements;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.Runs;
import dev.supersetsync.source.Sources;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs;
import dev.supersetsync.sync.Syncs.Drift;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.Started;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The configured jobs: looked at, called, paused, and done when it is their time. */
@Component
public class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Map<String, ConfiguredJob> jobs;
    private final JobStates states;
    private final Drifts drifts;
    private final JobTimes times;
    private final Sources sources;
    private final Targets targets;
    private final Syncs syncs;
    private final Runs runs;
    private final Announcements announcements;
    private final Clock clock;

    Jobs(
            JobSettings settings,
            JobStates states,
            Drifts drifts,
            JobTimes times,
            Sources sources,
            Targets targets,
            Syncs syncs,
            Runs runs,
            Announcements announcements,
            Clock clock) {
        this.jobs = settings.jobs();
        this.states = states;
        this.drifts = drifts;
        this.times = times;
        this.sources = sources;
        this.targets = targets;
        this.syncs = syncs;
        this.runs = runs;
        this.announcements = announcements;
        this.clock = clock;
        settings.jobs().forEach(this::check);
    }

    private void check(String name, ConfiguredJob job) {
        String key = "superset-sync.jobs." + name;
        if (!sources.names().contains(job.source())) {
            throw new IllegalArgumentException(
                    key + ".source: there is no source '" + job.source() + "'" + " in superset-sync.sources.");
        }
        if (!job.target().isBlank() && !targets.names().contains(job.target())) {
            throw new IllegalArgumentException(
                    key + ".target: there is no target '" + job.target() + "' in superset-sync.targets.");
        }
        if (job.target().isBlank() && targets.names().size() > 1) {
            throw new IllegalArgumentException(
                    key + ".target is missing: several targets are configured, so name one of them.");
        }
    }

    /** The jobs in the order of their names. */
    public List<JobReport> list() {
        return jobs.keySet().stream().sorted().map(this::report).toList();
    }

    /** A job by its name. */
    public Optional<JobReport> find(String name) {
        return jobs.containsKey(name) ? Optional.of(report(name)) : Optional.empty();
    }

    /** Does a job of mode SYNC now, as if it had been called with what is configured. */
    public Started sync(String name, Call call, Queueing queueing) {
        ConfiguredJob job = callable(name);
        return began(name, () -> syncs.sync(() -> request(job), call, queueing));
    }

    /** Looks for drift now, as the job is configured, and keeps what is found. */
    public DriftReport look(String name) {
        ConfiguredJob job = callable(name);
        Drift found = began(name, () -> syncs.drift(request(job)));
        var report = new DriftReport(
                name, clock.instant(), found.plan().id(), !found.changes().isEmpty(), found.changes());
        drifts.save(report, target(job));
        return report;
    }

    /** A job has not its time until it is resumed. */
    public JobReport pause(String name) {
        states.pause(name, true);
        return report(name);
    }

    /** A paused job has its time again. */
    public JobReport resume(String name) {
        states.pause(name, false);
        return report(name);
    }

    /** What was last found, if anybody looked. */
    public Optional<DriftReport> lastDrift(String name) {
        return drifts.last(name);
    }

    /** What was found, the newest first. */
    public Page<DriftReport> drifts(String name, int page, int size) {
        return drifts.page(name, page, size);
    }

    /** It is a job's time. What goes wrong is told by the job, and is no matter of who keeps the time. */
    void due(String name) {
        ConfiguredJob job = jobs.get(name);
        if (job == null || !job.enabled() || states.find(name).isPaused()) {
            return;
        }
        if (job.mode() == Mode.SYNC && runs.isUnfinished(name)) {
            LOG.warn("Job {} is not begun: its run before has not ended", name);
            return;
        }
        try {
            begin(name, job);
        } catch (RuntimeException e) {
            LOG.error("Job {} could not be done: {}", name, e.getMessage());
            announcements.jobFailed(name, target(job), String.valueOf(e.getMessage()));
        }
    }

    private String target(ConfiguredJob job) {
        return job.target().isBlank() && !targets.names().isEmpty()
                ? targets.names().getFirst()
                : job.target();
    }

    private void begin(String name, ConfiguredJob job) {
        if (job.mode() == Mode.DRIFT) {
            look(name);
        } else {
            sync(name, new Call(null, null, "job", () -> "", name), Queueing.WAIT)
                    .keep()
                    .run();
        }
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

    private ConfiguredJob callable(String name) {
        ConfiguredJob job = jobs.get(name);
        if (job == null || !job.enabled()) {
            throw new Refusal.UnknownName(job == null ? "job" : "enabled job", name);
        }
        return job;
    }

    private SyncRequest request(ConfiguredJob job) {
        Document document =
                sources.read(job.source()).orElseThrow(() -> new Refusal.UnknownName("source", job.source()));
        return new SyncRequest(
                emptyAsNull(job.target()),
                emptyAsNull(job.strategySet()),
                job.strategy(),
                job.ownGuards(),
                document,
                false);
    }

    private JobReport report(String name) {
        ConfiguredJob job = jobs.get(name);
        if (job == null) {
            throw new Refusal.UnknownName("job", name);
        }
        JobState state = states.find(name);
        return new JobReport(
                name,
                job.mode().name(),
                job.source(),
                target(job),
                emptyAsNull(job.strategySet()),
                job.updateStrategy(),
                job.ownGuards(),
                emptyAsNull(job.schedule()),
                job.zone(),
                job.enabled(),
                state.isPaused(),
                job.enabled() && !state.isPaused() ? times.next(name).orElse(null) : null,
                state.startedAt(),
                state.problem(),
                runs.list(new RunFilter(null, null, name, null), 0, 1).items().stream()
                        .findFirst()
                        .orElse(null),
                drifts.last(name).map(Jobs::brief).orElse(null));
    }

    private static LastDrift brief(DriftReport drift) {
        return new LastDrift(
                drift.checkedAt(),
                drift.planId(),
                drift.hasDrift(),
                drift.changes().size());
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isBlank() ? null : text;
    }
}
