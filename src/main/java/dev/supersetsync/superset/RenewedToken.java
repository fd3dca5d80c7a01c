package dev.supersetsync.superset;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A token that is got anew when its time has come, and after it was refused. One renewal serves all who wait for it. It
 * does not know where tokens come from.
 */
final class RenewedToken {

    private final Supplier<Granted> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Granted last;

    RenewedToken(Supplier<Granted> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A token whose time has not come; throws what its source throws. */
    String current() {
        lock.lock();
        try {
            Granted granted = last;
            if (granted == null || !clock.instant().isBefore(granted.renewal())) {
                granted = source.get();
                last = granted;
            }
            return granted.token();
        } finally {
            lock.unlock();
        }
    }

    /** A token was refused: if it is this one, the next is another. */
    void refused(String token) {
        lock.lock();
        try {
            Granted granted = last;
            if (granted != null && granted.token().equals(token)) {
                last = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A token.
     *
     * @param token what stands in {@code Authorization}
     * @param renewal from when on another one is got
     */
    record Granted(String token, Instant renewal) {}
}
