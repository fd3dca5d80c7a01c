package dev.supersetsync.run;

/**
 * Something that happened in a run, as those who listen to it are told. That the run is over is no event of its own: the
 * history says it.
 *
 * @param number its place among the events of the run, from 1
 * @param type what it is about
 * @param data JSON in one line, in the words of the HTTP API
 */
public record RunEvent(int number, Type type, String data) {

    /** What an event is about. */
    public enum Type {
        /** A phase of the run has begun, or is over. */
        PHASE,
        /** So many changes came to their end. */
        PROGRESS,
        /** A change came to its end, and is not one of those that needed no write. */
        CHANGE
    }
}
