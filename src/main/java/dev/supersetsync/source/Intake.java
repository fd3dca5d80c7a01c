package dev.supersetsync.source;

/**
 * How a text is taken in: how long it may be, and what of it is kept. What it says is for the reader of its format.
 *
 * @param mostBytes how long it may be if it is JSON; YAML is never longer than what is kept whole
 * @param needed what of it is kept if it is JSON
 */
public record Intake(long mostBytes, Needed needed) {

    /** How long a text may be that is kept whole: 20 MB. */
    static final int WHOLE_BYTES = 20 * 1024 * 1024;

    /** All of a text that is short enough for that. */
    public static final Intake WHOLE = new Intake(WHOLE_BYTES, Needed.ALL);

    long mostBytes(Notation notation) {
        return switch (notation) {
            case JSON -> mostBytes;
            case YAML -> Math.min(mostBytes, WHOLE_BYTES);
        };
    }
}
