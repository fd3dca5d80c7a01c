package dev.supersetsync.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far a command has come: on one line that changes where a person watches, in plain lines elsewhere. What it
 * tells goes to standard error.
 */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final int STEPS = 10;
    private static final String CLEAR = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean watched;
    private int told = -1;

    Progress(Console console) {
        this.err = console.err();
        this.watched = console.terminal();
    }

    /** Something begins that may take a while. */
    synchronized void begins(String what) {
        if (watched) {
            line(what + " …");
        }
    }

    /** A phase is over. */
    synchronized void ended(String phase, Duration took) {
        String words = "%s: %.1f s".formatted(phase, took.toMillis() / 1000.0);
        if (watched) {
            line(words);
        } else {
            err.println("superset-sync: " + words);
        }
    }

    /** So many of all changes have their outcome. */
    synchronized void at(int done, int total) {
        if (total == 0) {
            return;
        }
        if (watched) {
            int full = WIDTH * done / total;
            line("[%s%s] %d of %d".formatted("#".repeat(full), "-".repeat(WIDTH - full), done, total));
        } else if (STEPS * done / total > told) {
            told = STEPS * done / total;
            err.printf(Locale.ROOT, "superset-sync: %d of %d%n", done, total);
        }
    }

    private void line(String text) {
        err.print(CLEAR + text);
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (watched) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
