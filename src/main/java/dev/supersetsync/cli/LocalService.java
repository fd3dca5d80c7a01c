package dev.supersetsync.cli;

import dev.supersetsync.api.ProblemType;
import dev.supersetsync.api.Shown;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StrategySets;
import dev.supersetsync.run.TemporaryStorage;
import dev.supersetsync.source.NativeYaml;
import dev.supersetsync.source.Sources;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.RunListener;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.SyncSettings;
import dev.supersetsync.sync.Syncs;
import dev.supersetsync.sync.Syncs.LiveRequest;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.RestoreRequest;
import dev.supersetsync.sync.Syncs.Started;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** The use cases in this process: the parts of the service that they need, and no more of them than are used. */
final class LocalService implements Service {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final ConfigurableApplicationContext context;
    private final Progress progress;
    private final boolean forgets;

    private LocalService(ConfigurableApplicationContext context, Progress progress, boolean forgets) {
        this.context = context;
        this.progress = progress;
        this.forgets = forgets;
    }

    /**
     * Starts what is needed.
     *
     * @param surroundings with what finds the parts of the service, and the environment's variables
     * @param storage what there is instead of the configured storage, if anything
     */
    static LocalService start(
            Surroundings surroundings, Progress progress, Optional<TemporaryStorage> storage, boolean verbose) {
        var application = new SpringApplication(surroundings.parts().toArray(Class<?>[]::new));
        application.setEnvironment(environment(surroundings.environment()));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        storage.ifPresent(application::addInitializers);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("runListener", new Phases(progress)));
        boolean forgets = storage.equals(Optional.of(TemporaryStorage.ALWAYS));
        try {
            return new LocalService(started(application.run(logging(verbose))), progress, forgets);
        } catch (RuntimeException e) {
            throw unstarted(e);
        }
    }

    /** What is lazy fails at its first use, which had better be now. */
    private static ConfigurableApplicationContext started(ConfigurableApplicationContext context) {
        try {
            context.getBean(Syncs.class);
            context.getBean(Runs.class);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static ConfigurableEnvironment environment(Map<String, String> variables) {
        var environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, Map.copyOf(variables)));
        return environment;
    }

    private static String[] logging(boolean verbose) {
        return new String[] {
            "--logging.config=classpath:cli/logback.xml",
            "--logging.level.root=" + (verbose ? "INFO" : "WARN"),
            "--logging.exception-conversion-word=" + (verbose ? "%ex" : "%nopex"),
            "--logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext=ERROR",
            "--logging.level.org.springframework.boot.SpringApplication=OFF",
            "--logging.level.org.springframework.boot.diagnostics=OFF"
        };
    }

    /** What the service would log when it does not start. */
    private static RuntimeException unstarted(RuntimeException failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .flatMap(analysis -> Optional.ofNullable(analysis).stream())
                .findFirst()
                .<RuntimeException>map(LocalService::problem)
                .orElse(failure);
    }

    private static Problem problem(FailureAnalysis analysis) {
        String action = analysis.getAction();
        return Problem.of(ProblemType.INTERNAL_ERROR, analysis.getDescription() + (action == null ? "" : " " + action));
    }

    @Override
    public PlanReport plan(Asked asked) {
        return Shown.CHANGES.of(asked.isRestore() ? planRestore(asked.restore()) : planSync(asked));
    }

    private PlanReport planRestore(RestoreRequest request) {
        progress.begins("Planning");
        return syncs().planRestore(request);
    }

    private PlanReport planSync(Asked asked) {
        SyncRequest request = asked.request(context.getBean(Sources.class)::read);
        progress.begins("Planning");
        return syncs().plan(request);
    }

    @Override
    public String export(LiveRequest request, Written form) {
        progress.begins("Reading");
        Document document = syncs().declare(request);
        return switch (form) {
            case YAML -> NativeYaml.write(document);
            case JSON -> Json.pretty(NativeYaml.tree(document)) + "\n";
        };
    }

    @Override
    public RunReport sync(Asked asked) {
        SyncRequest request = asked.request(context.getBean(Sources.class)::read);
        if (forgets && strategy(request).allows(Operation.DELETE)) {
            throw new Refusal.InvalidRequest(List.of(Violation.at(
                    "update_strategy", "DELETE needs a history, from which what is deleted can be brought back")));
        }
        return ended(syncs().sync(request, Call.once(null, "sync"), Queueing.WAIT));
    }

    private UpdateStrategy strategy(SyncRequest request) {
        UpdateStrategy stated = request.updateStrategy();
        if (stated != null) {
            return stated;
        }
        return Optional.ofNullable(request.strategySet())
                .flatMap(context.getBean(StrategySets.class)::find)
                .map(StrategySet::updateStrategy)
                .orElseGet(() ->
                        UpdateStrategy.parse(context.getBean(SyncSettings.class).updateStrategy()));
    }

    @Override
    public RunReport restore(String runId, boolean force) {
        return ended(syncs().restore(
                        new RestoreRequest(runId, null, GuardOverrides.NONE, force),
                        Call.once(null, "restore"),
                        Queueing.WAIT));
    }

    private RunReport ended(Started started) {
        while (true) {
            try {
                return Shown.CHANGES.of(started.done().get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException stillAtWork) {
                runs().progressOf(started.runId()).ifPresent(at -> progress.at(at.done(), at.total()));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The process ends.", e);
            }
        }
    }

    @Override
    public RunReport run(String runId) {
        return runs().find(runId).map(Shown.CHANGES::of).orElseThrow(() -> new Refusal.UnknownName("run", runId));
    }

    @Override
    public Page<RunHead> runs(RunFilter filter, int most) {
        return runs().list(filter, 0, most);
    }

    private Syncs syncs() {
        return context.getBean(Syncs.class);
    }

    private Runs runs() {
        return context.getBean(Runs.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Tells the phases of a run. */
    private record Phases(Progress progress) implements RunListener {

        @Override
        public void runStarted(String runId, String target) {
            progress.begins("Working on " + target);
        }

        @Override
        public void phase(String runId, String target, String phase, Duration took) {
            progress.ended(phase, took);
        }

        @Override
        public void runFinished(RunReport run) {
            progress.begins("Done");
        }
    }
}
