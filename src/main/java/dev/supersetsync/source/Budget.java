package dev.supersetsync.source;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of one request may still take, so that many texts are no way around the limits of one: bytes of texts
 * that are kept whole, and values of all. Longer files are limited together by the server, which takes no request that is
 * longer than one of them may be. For one thread.
 */
public final class Budget {

    /** Above what a text of the greatest size says in earnest: aliases can repeat things without end. */
    private static final int MOST_NODES = 3_000_000;

    private long bytes = Intake.WHOLE_BYTES;
    private int nodes = MOST_NODES;

    /** The text, as far as there are bytes for it. */
    LimitedStream limited(InputStream text, Notation notation, @Nullable String file, Intake intake) {
        long own = intake.mostBytes(notation);
        return isKeptWhole(notation, intake) && bytes < own
                ? new LimitedStream(text, bytes, DocumentTooLarge.together(file))
                : new LimitedStream(text, own, new DocumentTooLarge(file, intake, notation));
    }

    /** Takes the bytes of a text that was read. */
    void takeBytes(long taken, Notation notation, Intake intake) {
        if (isKeptWhole(notation, intake)) {
            bytes -= taken;
        }
    }

    private static boolean isKeptWhole(Notation notation, Intake intake) {
        return intake.mostBytes(notation) <= Intake.WHOLE_BYTES;
    }

    /** Takes a value that a text has at this position. */
    void takeNode(Position position) {
        if (nodes == 0) {
            throw new UnreadableDocument(
                    position.line(),
                    position.column(),
                    "more than %d values are not read at once".formatted(MOST_NODES));
        }
        nodes--;
    }
}
