package dev.supersetsync.superset;

import java.time.Duration;

/** Lets time pass, so that tests need not wait for it. */
@FunctionalInterface
interface Pause {

    /** Waits, or returns early with the thread's interrupt flag set. */
    void sleep(Duration duration);

    /** Really waits. */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
