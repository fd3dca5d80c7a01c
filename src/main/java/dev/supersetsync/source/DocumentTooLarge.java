package dev.supersetsync.source;

/** A text that is longer than what this service reads at once. */
public final class DocumentTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DocumentTooLarge(long size) {
        super("The text has %d bytes; at most %d are read at once".formatted(size, DocumentText.MOST_BYTES));
    }
}
