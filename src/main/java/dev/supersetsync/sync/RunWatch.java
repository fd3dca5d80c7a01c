package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunRefusals;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells those who wait for a run how it ended, and runs at work that somebody wants them to stop: also across processes,
 * which is why it looks into the storage a few times a second while there is something to hear of. What happens in this
 * process it is told at once.
 */
@Component
class RunWatch implements Waiting, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Map<String, CompletableFuture<RunReport>> awaited = new ConcurrentHashMap<>();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean isLeaving;
    private final Runs runs;
    private final RunQueue queue;
    private final RunRefusals refusals;
    private final HeldOrders held;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-watch").factory());

    RunWatch(Runs runs, RunQueue queue, RunRefusals refusals, HeldOrders held) {
        this.runs = runs;
        this.queue = queue;
        this.refusals = refusals;
        this.held = held;
        looking.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A run was taken on here: its end, whoever does it. */
    CompletableFuture<RunReport> taken(String runId, Order order) {
        held.hold(runId, order);
        return end(runId);
    }

    /** The end of a run, wherever it is worked on; empty if there is no such run. */
    Optional<CompletableFuture<RunReport>> endOf(String runId) {
        return runs.find(runId)
                .map(run -> run.status().isFinal() ? CompletableFuture.completedFuture(run) : end(runId));
    }

    /**
     * The end of a run, wherever it is worked on: its report, or what refused it. Where a new attempt takes the place of
     * an interrupted run, it is the end of that one.
     */
    private CompletableFuture<RunReport> end(String runId) {
        return awaited.computeIfAbsent(runId, _ -> new CompletableFuture<>());
    }

    /** A run is worked on here. */
    void atWork(String runId, Runnable work) {
        atWork.add(runId);
        try {
            work.run();
        } finally {
            atWork.remove(runId);
            cancelled.remove(runId);
        }
    }

    /** Whether somebody wants a run that is at work here to stop. */
    boolean isCancelled(String runId) {
        return cancelled.contains(runId);
    }

    /** Somebody wants a run to stop; if it is at work elsewhere, that is found out there. */
    void cancel(String runId) {
        if (atWork.contains(runId)) {
            cancelled.add(runId);
        }
    }

    /** A run has ended. */
    void ended(RunReport run) {
        over(run.id(), end -> end.complete(run));
    }

    /** A run was refused, and maybe left no trace. */
    void refused(String runId, RuntimeException why) {
        over(runId, end -> end.completeExceptionally(why));
    }

    /** A new attempt takes the place of a run. */
    void retried(String runId, RunReport again) {
        over(
                runId,
                end -> end(again.id()).whenComplete((run, why) -> {
                    if (run != null) {
                        end.complete(run);
                    } else if (why != null) {
                        end.completeExceptionally(why);
                    }
                }));
    }

    private void over(String runId, Consumer<CompletableFuture<RunReport>> tell) {
        held.take(runId);
        CompletableFuture<RunReport> end = awaited.remove(runId);
        if (end != null) {
            tell.accept(end);
        }
    }

    @Override
    public void endWithin(Duration time) {
        looking.schedule(() -> isLeaving = true, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endNow() {
        Set.copyOf(awaited.keySet()).forEach(id -> runs.find(id).ifPresent(this::ended));
    }

    private void look() {
        quietly(() -> {
            var elsewhere = new HashSet<>(awaited.keySet());
            elsewhere.removeAll(atWork);
            Map<String, RunStatus> standing = runs.standing(elsewhere);
            elsewhere.forEach(id -> quietly(() -> lookAt(id, standing.get(id))));
            cancelled.addAll(queue.cancelled(Set.copyOf(atWork)));
            if (isLeaving) {
                endNow();
            }
        });
    }

    /** What cannot be told of one run keeps nobody from hearing of the others. */
    private static void quietly(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("Runs cannot be looked at; this is tried again: {}", e.getMessage());
        }
    }

    private void lookAt(String runId, @Nullable RunStatus status) {
        if (status == null) {
            refusals.reason(runId).ifPresent(reason -> refused(runId, RefusalText.read(reason)));
        } else if (status.isFinal()) {
            runs.retryOf(runId)
                    .ifPresentOrElse(
                            again -> retried(runId, again),
                            () -> runs.find(runId).ifPresent(this::ended));
        }
    }

    @Override
    public void destroy() {
        looking.shutdown();
    }
}
