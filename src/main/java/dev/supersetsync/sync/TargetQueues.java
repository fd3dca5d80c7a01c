package dev.supersetsync.sync;

import dev.supersetsync.sync.Syncs.Queueing;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets one run at a time write to a target, in the order in which they came. It knows only this process. When that is
 * about to end it stops before everything else does, so that runs can still be recorded and callers answered.
 */
@Component
class TargetQueues implements SmartLifecycle {

    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * Has work done when it is its turn.
     *
     * @param queueing what to do if there is other work for the target
     * @throws Refusal.TargetBusy if there is, and the caller does not wait
     */
    <T> CompletableFuture<T> submit(String target, Queueing queueing, Supplier<T> work) {
        return queues.computeIfAbsent(target, Queue::new).submit(queueing, work);
    }

    /** Whether the process is about to end, so that nothing new should be started. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public void start() {
        closing = false;
    }

    /** Waits for the runs at work: each stops before its next write. */
    @Override
    public void stop() {
        closing = true;
        queues.values().forEach(Queue::close);
        queues.clear();
    }

    @Override
    public boolean isRunning() {
        return !closing;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** The queue of one target. */
    private static final class Queue {

        private final String target;
        private final ExecutorService worker;
        private final AtomicInteger waiting = new AtomicInteger();

        Queue(String target) {
            this.target = target;
            this.worker = Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("run-" + target).factory());
        }

        <T> CompletableFuture<T> submit(Queueing queueing, Supplier<T> work) {
            if (queueing == Queueing.REFUSE) {
                if (!waiting.compareAndSet(0, 1)) {
                    throw new Refusal.TargetBusy(target);
                }
            } else {
                waiting.incrementAndGet();
            }
            return CompletableFuture.supplyAsync(work, worker)
                    .whenComplete((result, failure) -> waiting.decrementAndGet());
        }

        void close() {
            worker.close();
        }
    }
}
