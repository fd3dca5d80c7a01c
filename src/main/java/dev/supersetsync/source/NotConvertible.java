package dev.supersetsync.source;

/** A part of another format cannot be said in ours; the message says why, and follows the name of the part. */
final class NotConvertible extends Exception {

    private static final long serialVersionUID = 1L;

    NotConvertible(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
