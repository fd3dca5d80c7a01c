package dev.supersetsync.source;

import org.jspecify.annotations.Nullable;

/** A text that is no JSON or YAML, or none that this service reads: with the place where reading stopped. */
public final class UnreadableDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String file;
    private final int line;
    private final int column;
    private final String problem;

    UnreadableDocument(int line, int column, String problem) {
        this(null, line, column, problem);
    }

    private UnreadableDocument(@Nullable String file, int line, int column, String problem) {
        super((file == null ? "" : file + ": ") + "line " + line + ", column " + column + ": " + problem);
        this.file = file;
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    UnreadableDocument in(String name) {
        UnreadableDocument named = new UnreadableDocument(name, line, column, problem);
        named.addSuppressed(this);
        return named;
    }

    /** The name of the file, or null if the text has none. */
    public @Nullable String file() {
        return file;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without where. */
    public String problem() {
        return problem;
    }
}
