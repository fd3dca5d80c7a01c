package dev.supersetsync.job;

import dev.supersetsync.job.JobSettings.ConfiguredJob;
import dev.supersetsync.job.JobSettings.Mode;
import dev.supersetsync.model.Document;
import dev.supersetsync.source.Sources;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.SyncRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The jobs as they are configured, each with a source and a target that are there. It knows nothing of what they did. */
@Component
public class JobCatalog {

    private final Map<String, ConfiguredJob> jobs;
    private final Sources sources;
    private final Targets targets;

    JobCatalog(JobSettings settings, Sources sources, Targets targets) {
        this.jobs = settings.jobs();
        this.sources = sources;
        this.targets = targets;
        jobs.forEach(this::check);
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

    /** The names of the jobs, in their order. */
    List<String> names() {
        return jobs.keySet().stream().sorted().toList();
    }

    /** The names of the jobs that look for drift, in their order. */
    public List<String> watching() {
        return names().stream()
                .filter(name -> find(name)
                        .map(ConfiguredJob::mode)
                        .filter(Mode.DRIFT::equals)
                        .isPresent())
                .toList();
    }

    Optional<ConfiguredJob> find(String name) {
        return Optional.ofNullable(jobs.get(name));
    }

    /**
     * A job that can be called.
     *
     * @throws Refusal.UnknownName if there is none, or it is not enabled
     */
    ConfiguredJob callable(String name) {
        ConfiguredJob job = find(name).orElseThrow(() -> new Refusal.UnknownName("job", name));
        if (!job.enabled()) {
            throw new Refusal.UnknownName("enabled job", name);
        }
        return job;
    }

    /** The target of a job, which need not name the only one that there is. */
    String target(ConfiguredJob job) {
        return job.target().isBlank() && !targets.names().isEmpty()
                ? targets.names().getFirst()
                : job.target();
    }

    /** What a job asks for, with its source as it is now. */
    SyncRequest request(ConfiguredJob job) {
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

    static @Nullable String emptyAsNull(String text) {
        return text.isBlank() ? null : text;
    }
}
