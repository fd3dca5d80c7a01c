package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RunReport;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How runs leave the queue: done, left, forgotten, dropped, or for a new attempt that takes their place. Each step is one
 * transaction, so that a process that dies leaves nothing half. Why a run was refused is kept elsewhere, {@link RunRefusals}.
 */
@Repository
public class RunEnds {

    private final TransactionTemplate transaction;
    private final RunQueue queue;
    private final Runs runs;
    private final RunClaims claims;
    private final Announcements announcements;

    public RunEnds(
            TransactionTemplate transaction, RunQueue queue, Runs runs, RunClaims claims, Announcements announcements) {
        this.transaction = transaction;
        this.queue = queue;
        this.runs = runs;
        this.claims = claims;
        this.announcements = announcements;
    }

    /**
     * A run is over. The key of one that wrote nothing is free again, and so is the plan of one that never came to write.
     *
     * @return false if it was over before, as when another process took it up meanwhile; then nothing is changed
     */
    public boolean end(RunReport run) {
        return isOver(() -> queue.takeOut(run.id()), () -> {
            claims.endWith(run);
            runs.save(run);
            announcements.runEnded(run);
        });
    }

    /** A run that has been queued until now is over, unless it has begun; says whether it is. */
    public boolean endQueued(RunReport run) {
        return isOver(() -> runs.saveQueued(run), () -> giveUp(run));
    }

    /**
     * A run is over before its end, and nobody takes it up again.
     *
     * @return false if it came to its end meanwhile; then nothing is changed
     */
    boolean leave(RunReport interrupted) {
        return isOver(() -> runs.saveUnfinished(interrupted), () -> giveUp(interrupted));
    }

    private void giveUp(RunReport run) {
        claims.giveUp(run);
        queue.takeOut(run.id());
        announcements.runEnded(run);
    }

    /** A run is over and leaves no trace, unless somebody was told its id; says whether it is. */
    boolean forget(RunReport run) {
        return isOver(() -> queue.takeOutUnkept(run.id()), () -> {
            claims.giveUp(run);
            runs.forget(run.id());
        });
    }

    /**
     * A run that the history does not have leaves the queue: nothing is left to tell of it.
     *
     * @return false if it was over before
     */
    public boolean drop(String runId) {
        return queue.takeOut(runId);
    }

    private boolean isOver(BooleanSupplier ends, Runnable then) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isOver = ends.getAsBoolean();
            if (isOver) {
                then.run();
            }
            return isOver;
        }));
    }

    /**
     * A run is over before its end, since its process died or could not go on; a new attempt takes its place, unless there
     * were too many or somebody wanted the run to stop. Whoever comes with its key gets the new one. If it was over
     * before, nothing is changed.
     *
     * @return the new attempt, whoever made it
     */
    public Optional<RunReport> retry(RunReport interrupted) {
        return again(interrupted, 1);
    }

    /** As {@link #retry}, for a run that its process leaves in order for others to go on: that uses no attempt up. */
    public Optional<RunReport> handOver(RunReport interrupted) {
        return again(interrupted, 0);
    }

    private Optional<RunReport> again(RunReport interrupted, int attempts) {
        return transaction.execute(_ -> {
            String runId = interrupted.id();
            Optional<QueuedRun> old = queue.find(runId);
            Optional<byte[]> work = queue.work(runId);
            boolean isWanted = queue.takeOutWanted(runId);
            if (!isWanted && !queue.takeOut(runId)) {
                return runs.retryOf(runId);
            }
            runs.save(interrupted);
            Optional<RunReport> again = old.filter(_ -> isWanted)
                    .filter(it -> it.attempt() + attempts <= QueuedRun.MOST_ATTEMPTS)
                    .map(it -> again(interrupted, it, attempts, work.orElseThrow()));
            again.ifPresentOrElse(it -> claims.passOn(interrupted, it), () -> {
                claims.giveUp(interrupted);
                announcements.runEnded(interrupted);
            });
            return again;
        });
    }

    private RunReport again(RunReport interrupted, QueuedRun old, int attempts, byte[] work) {
        RunReport again = runs.create(NewRun.again(interrupted));
        queue.addAgain(new QueuedRun(again.id(), old.target(), old.place(), old.attempt() + attempts), work);
        return again;
    }
}
