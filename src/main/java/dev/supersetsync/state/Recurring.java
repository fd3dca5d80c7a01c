package dev.supersetsync.state;

/**
 * Lets texts that come up again and again, such as names and types of columns, be one object each: the same few of them
 * stand in thousands of datasets. It knows only some of those it saw last, so a text may be another object all the same.
 */
final class Recurring {

    private static final int LONGEST = 50;
    private static final int SLOTS = 1 << 13;

    /** What one thread puts here others may not see at once, which costs a text and nothing else. */
    private static final String[] SEEN = new String[SLOTS];

    private Recurring() {}

    /** The same text, as the object that was seen before if it is still known. */
    static String text(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String seen = SEEN[slot];
        if (text.equals(seen)) {
            return seen;
        }
        SEEN[slot] = text;
        return text;
    }
}
