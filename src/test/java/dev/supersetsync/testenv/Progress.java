package dev.supersetsync.testenv;

/** Tells a person who waits what is being done. */
final class Progress {

    private Progress() {}

    static void say(String message) {
        System.out.println("[testenv] " + message);
    }
}
