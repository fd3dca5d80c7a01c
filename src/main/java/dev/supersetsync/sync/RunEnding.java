package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunEnds;
import dev.supersetsync.run.RunRefusals;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs that come to their end here: has the end kept, and tells it. Whoever waits is told what happened, also where the
 * storage refuses to keep it; nothing if others have taken the run up, or will when the storage is back, since its end is
 * not this one then.
 */
@Component
class RunEnding {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnding.class);
    private static final ErrorReport MISTAKE = new ErrorReport("run", null, "An internal error; the log has more.");

    private final RunBook book;
    private final RunEnds ends;
    private final RunRefusals refusals;
    private final Keeping keeping;
    private final Audience audience;

    RunEnding(RunBook book, RunEnds ends, RunRefusals refusals, Keeping keeping, Audience audience) {
        this.book = book;
        this.ends = ends;
        this.refusals = refusals;
        this.keeping = keeping;
        this.audience = audience;
    }

    /** A run came to its end, or was stopped by somebody. */
    void ended(RunReport run) {
        kept(run).ifPresent(audience::ended);
    }

    /** A run could not go on. */
    void broken(RunReport started, ErrorReport why) {
        ended(book.failed(started, why));
    }

    /** A run came to its end by a mistake of ours. */
    void broke(RunReport started, RuntimeException mistake) {
        kept(book.failed(started, MISTAKE)).ifPresent(run -> audience.failed(run, mistake));
    }

    private Optional<RunReport> kept(RunReport run) {
        Optional<RunReport> told = told(run, () -> ends.end(run));
        told.ifPresent(it -> LOG.info("Run ends: {}, {}", it.status(), it.summary()));
        return told;
    }

    /** A run was refused before it wrote: it leaves no trace, unless somebody was already told its id. */
    void refused(RunReport started, ErrorReport why, RuntimeException refusal) {
        RunReport failed = book.failed(started, why);
        told(failed, () -> refusals.refuse(failed, RefusalText.write(refusal))).ifPresent(run -> {
            LOG.info("Run refused: {}", why.message());
            audience.failed(run, refusal);
        });
    }

    private Optional<RunReport> told(RunReport run, BooleanSupplier end) {
        return switch (keeping.keep(end)) {
            case HERE -> Optional.of(run);
            case NOT -> Optional.of(book.unrecorded(run));
            case BY_OTHERS, AWAY -> {
                LOG.warn("Run is interrupted: {}", run.summary());
                audience.left(book.gone(run));
                yield Optional.empty();
            }
        };
    }
}
