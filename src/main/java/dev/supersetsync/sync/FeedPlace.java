package dev.supersetsync.sync;

import org.jspecify.annotations.Nullable;

/**
 * How far somebody has heard of a run, as the ids of events say it: {@code 17} is a stored event, {@code r17} a change
 * that was told from the run's report, {@code end} the end.
 *
 * @param stored the number of the last stored event that is known
 * @param reported how many changes of the report are known, in their order
 * @param isAtEnd whether all is known
 * @param isStart whether nothing is known
 */
record FeedPlace(int stored, int reported, boolean isAtEnd, boolean isStart) {

    static final String END = "end";

    private static final FeedPlace START = new FeedPlace(0, 0, false, true);
    private static final String REPORTED = "r";

    static FeedPlace of(@Nullable String id) {
        if (id == null) {
            return START;
        }
        if (id.equals(END)) {
            return new FeedPlace(Integer.MAX_VALUE, Integer.MAX_VALUE, true, false);
        }
        try {
            return id.startsWith(REPORTED)
                    ? new FeedPlace(Integer.MAX_VALUE, Integer.parseUnsignedInt(id, 1, id.length(), 10), false, false)
                    : new FeedPlace(Integer.parseUnsignedInt(id), 0, false, false);
        } catch (NumberFormatException notOfOurs) {
            return START;
        }
    }

    /** The id of the change at that place of the report, counted from 1. */
    static String reportedId(int place) {
        return REPORTED + place;
    }
}
