package dev.supersetsync.observe;

import dev.supersetsync.run.LastRuns;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.state.Targets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Tells how each target stands, for alerts: whether it answers, how its last run ended and when the last one succeeded.
 * The history says so, also after a start and of the runs of other replicas, and is asked when metrics are fetched.
 */
final class TargetMetrics implements MeterBinder {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Targets targets;
    private final LastRuns runs;
    private final StoredNumbers numbers;
    private final Clock clock;
    private final Executor executor;

    /**
     * Metrics of targets.
     *
     * @param executor looks at targets, so that whoever fetches metrics need not wait for a Superset that does not answer
     */
    TargetMetrics(Targets targets, LastRuns runs, StoredNumbers numbers, Clock clock, Executor executor) {
        this.targets = targets;
        this.runs = runs;
        this.numbers = numbers;
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        targets.names().forEach(target -> bind(registry, target));
    }

    private void bind(MeterRegistry registry, String target) {
        Gauge.builder("superset.sync.target.reachable", new Looks(target), Looks::last)
                .description("1 if the target answered the last look and signed in, else 0")
                .tag("target", target)
                .strongReference(true)
                .register(registry);
        var history = new History(target);
        Gauge.builder("superset.sync.last.success.timestamp", history, it -> numbers.read(it::success))
                .description("When the last run of the target that succeeded has ended")
                .baseUnit("seconds")
                .tag("target", target)
                .strongReference(true)
                .register(registry);
        Stream.of(RunStatus.values())
                .filter(RunStatus::isFinal)
                .forEach(status -> Gauge.builder(
                                "superset.sync.last.run", history, it -> numbers.read(() -> it.isLast(status)))
                        .description("1 for the status that the last run of the target has ended with, else 0")
                        .tag("target", target)
                        .tag("status", status.name())
                        .strongReference(true)
                        .register(registry));
    }

    /** The last look at a target; each time that it is asked for, it is looked again. */
    private final class Looks {

        private final String target;
        private final AtomicBoolean atWork = new AtomicBoolean();
        private volatile double last = Double.NaN;

        Looks(String target) {
            this.target = target;
        }

        double last() {
            if (atWork.compareAndSet(false, true)) {
                executor.execute(this::look);
            }
            return last;
        }

        private void look() {
            try {
                last = targets.look(target).reachable() ? 1 : 0;
            } finally {
                atWork.set(false);
            }
        }
    }

    /** What the history says of a target, remembered for some seconds since it is asked for several numbers at a time. */
    private final class History {

        private final String target;
        private Optional<RunStatus> ended = Optional.empty();
        private Optional<Instant> succeeded = Optional.empty();
        private Instant readAt = Instant.MIN;

        History(String target) {
            this.target = target;
        }

        synchronized double success() {
            read();
            return succeeded.map(at -> at.toEpochMilli() / 1000.0).orElse(Double.NaN);
        }

        synchronized double isLast(RunStatus status) {
            read();
            return ended.filter(status::equals).isPresent() ? 1 : 0;
        }

        private void read() {
            Instant now = clock.instant();
            if (!now.isBefore(readAt.plus(REMEMBERED))) {
                ended = runs.ended(target);
                succeeded = runs.succeeded(target);
                readAt = now;
            }
        }
    }
}
