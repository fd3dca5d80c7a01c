package dev.supersetsync.source;

import org.jspecify.annotations.Nullable;

/** A text that is longer than what is read of its kind. */
public final class DocumentTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A text that is too long.
     *
     * @param file its name, or null for the only text there is
     */
    DocumentTooLarge(@Nullable String file, Intake intake, Notation notation) {
        super("%s has more than %s. %s"
                .formatted(
                        file == null ? "The text" : file,
                        shown(intake.mostBytes(notation)),
                        intake.mostBytes(notation) < intake.mostBytes() || intake.needed() == Needed.ALL
                                ? "Only files in JSON of other formats than native may have more. Split the document by"
                                        + " schema: documents leave each other's datasets alone."
                                : "superset-sync.max-document-size can allow more."));
    }

    private DocumentTooLarge(String message) {
        super(message);
    }

    /** A text that is too long with those that came before it. */
    static DocumentTooLarge together(@Nullable String file) {
        return new DocumentTooLarge("%s has, with the texts before it, more than %s. Split the document by schema:"
                        .formatted(file == null ? "The text" : file, shown(Intake.WHOLE_BYTES))
                + " documents leave each other's datasets alone.");
    }

    private static String shown(long bytes) {
        long megabytes = bytes / 1024 / 1024;
        return megabytes > 0 ? megabytes + " MB" : bytes + " bytes";
    }
}
