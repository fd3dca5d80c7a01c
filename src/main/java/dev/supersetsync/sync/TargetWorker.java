package dev.supersetsync.sync;

import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.RunQueue;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Does the runs of a target, one after the other, in their order. That nobody else does so at the same time is up to its
 * caller; so a run that it finds at work is one whose process died, or left it.
 */
@Component
public class TargetWorker {

    private final RunQueue queue;
    private final RunBook book;
    private final Interruptions interruptions;
    private final RunWatch watch;
    private final AttemptWorker worker;

    TargetWorker(RunQueue queue, RunBook book, Interruptions interruptions, RunWatch watch, AttemptWorker worker) {
        this.queue = queue;
        this.book = book;
        this.interruptions = interruptions;
        this.watch = watch;
        this.worker = worker;
    }

    /** Does what there is to do at a target, until nothing is left or its turn is over. */
    public void work(String target, Turn turn) {
        while (turn.mayBegin()) {
            Optional<QueuedRun> next = queue.first(target);
            if (next.isEmpty()) {
                return;
            }
            work(next.get(), turn);
        }
    }

    private void work(QueuedRun queued, Turn turn) {
        String runId = queued.runId();
        try (var _ = MDC.putCloseable("run_id", runId);
                var _ = MDC.putCloseable("target", queued.target())) {
            book.begun(queued)
                    .ifPresentOrElse(
                            attempt -> watch.atWork(runId, () -> worker.work(attempt, turn)),
                            () -> interruptions.putRight(runId));
        }
    }
}
