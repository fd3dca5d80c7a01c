package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Those who hear of the runs that are worked on here: who waits for their end, and what measures them, which hears one
 * end for each begin. It records nothing.
 */
@Component
class Audience {

    private final RunWatch watch;
    private final RunListener listener;

    Audience(RunWatch watch, RunListener listener) {
        this.watch = watch;
        this.listener = listener;
    }

    /** A run begins to work. */
    void begins(RunReport run) {
        listener.runStarted(run.id(), run.target());
    }

    /** A run has ended. */
    void ended(RunReport run) {
        listener.runFinished(run);
        watch.ended(run);
    }

    /** A run has failed, and who waits for it is to get what refused it or broke it. */
    void failed(RunReport run, RuntimeException why) {
        listener.runFinished(run);
        watch.refused(run.id(), why);
    }

    /** The work on a run is over here, and who waits for it hears what others make of it. */
    void left(RunReport interrupted) {
        listener.runFinished(interrupted);
    }

    /** A run is interrupted, which is its end unless a new attempt goes on; its work here, if any, is not over by that. */
    void interrupted(RunReport interrupted, Optional<RunReport> again) {
        again.ifPresentOrElse(it -> watch.retried(interrupted.id(), it), () -> watch.ended(interrupted));
    }
}
