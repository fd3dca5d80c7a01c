package dev.supersetsync.plan;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a plan of many models costs without Superset, and that it grows with their number and no faster. Not a test:
 * {@code bench/run planner} starts it and prints a table.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class PlannerBenchmark {

    /** How many models. */
    @Param({"100", "1000", "10000"})
    public int models;

    /** How they differ from what is in Superset. */
    @Param
    public Difference difference = Difference.NONE;

    private Situation situation = ManyModels.absent(0);

    /** Makes the situation, and sees to it that its plan is final and is what it shall be. */
    @Setup
    public void prepare() {
        situation = difference.among(models);
        Planner.Draft draft = Planner.plan(situation);
        long expected = draft.plan().changes().stream()
                .filter(change -> change.action() == difference.action())
                .count();
        if (expected != models || !draft.needs().isEmpty()) {
            throw new IllegalStateException("The plan is not what was to be measured.");
        }
    }

    @Benchmark
    public Planner.Draft plan() {
        return Planner.plan(situation);
    }

    /** Takes names of profilers of JMH that are to run too, such as {@code stack} or {@code jfr}; they print more. */
    void main(String[] profilers) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(PlannerBenchmark.class.getName())
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class);
        for (String profiler : profilers) {
            options.addProfiler(profiler);
        }
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        System.out.println("\n| models x 40 | | ms | ms of CPU | µs of CPU a model | KB allocated a model |");
        System.out.println("|---|---|---|---|---|---|");
        for (RunResult result : results) {
            int models = Integer.parseInt(result.getParams().getParam("models"));
            double cpu = secondary(result, CpuProfiler.LABEL);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %s | %.1f | %.1f | %.1f | %.1f |%n",
                    models,
                    Difference.valueOf(result.getParams().getParam("difference"))
                            .words(),
                    result.getPrimaryResult().getScore(),
                    cpu,
                    cpu * 1000 / models,
                    secondary(result, "gc.alloc.rate.norm") / 1024 / models);
        }
    }

    private static double secondary(RunResult result, String label) {
        return Objects.requireNonNull(result.getSecondaryResults().get(label)).getScore();
    }

    /** How what is declared differs from what is in Superset. */
    public enum Difference {
        /** Nothing changed. */
        NONE("nothing changed", Action.UNCHANGED),
        /** Another label of one column of each model. */
        LABEL("a label of each changed", Action.UPDATE),
        /** Superset has none of them. */
        ALL("all are new", Action.CREATE);

        private final String words;
        private final Action action;

        Difference(String words, Action action) {
            this.words = words;
            this.action = action;
        }

        String words() {
            return words;
        }

        Action action() {
            return action;
        }

        Situation among(int models) {
            return switch (this) {
                case NONE -> ManyModels.unchanged(models);
                case LABEL -> ManyModels.relabelled(models);
                case ALL -> ManyModels.absent(models);
            };
        }
    }
}
