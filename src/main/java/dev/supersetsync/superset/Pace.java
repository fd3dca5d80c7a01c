package dev.supersetsync.superset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls may run at a time, by how Superset bears them: half as many where there were too many or answers take
 * ever longer, one where its own database was locked, and one more whenever enough of them went well. It holds nobody
 * back itself.
 */
final class Pace {

    /** So many calls that went well in a row allow one more at a time. */
    private static final int ENOUGH = 20;

    /** The more often the database was locked, the longer it takes until two calls run at a time again. */
    private static final int MOST_ENOUGH = 40 * ENOUGH;

    /** What went wrong at the same time counts once. */
    private static final Duration SAME_TIME = Duration.ofSeconds(1);

    private final int most;
    private final Clock clock;
    private final Map<String, Latency> latencies = new HashMap<>();
    private int limit;
    private int wentWell;
    private int enough = ENOUGH;
    private Instant lastTrouble = Instant.MIN;

    Pace(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
        this.limit = most;
    }

    /** How many calls may run at a time, from 1 to the most that is configured. */
    synchronized int limit() {
        return limit;
    }

    /** A call was answered, after this time. */
    synchronized void answered(Request request, Answer answer, Duration took) {
        if (answer.status() == 429 || answer.status() == 503) {
            trouble(limit / 2);
        } else if (request.effect() == Effect.WRITE && answer.mayBeLocked()) {
            enough = Math.min(MOST_ENOUGH, 2 * enough);
            trouble(1);
        } else if (isTold(request) && isRising(request.endpoint(), took)) {
            trouble(limit / 2);
        } else if (answer.isSuccess()) {
            well();
        }
    }

    /** A call was not answered in time. */
    synchronized void late() {
        trouble(limit / 2);
    }

    private void trouble(int lower) {
        wentWell = 0;
        Instant now = clock.instant();
        if (now.isBefore(lastTrouble.plus(SAME_TIME))) {
            return;
        }
        lastTrouble = now;
        limit = Math.max(1, lower);
    }

    private void well() {
        wentWell++;
        if (wentWell >= enough && limit < most) {
            wentWell = 0;
            limit++;
        }
    }

    /** What takes as long as what it is about, such as an export or a query, tells nothing of the server. */
    private static boolean isTold(Request request) {
        return request.patience() == 1 && (request.effect() == Effect.READ || request.effect() == Effect.WRITE);
    }

    private boolean isRising(String endpoint, Duration took) {
        return latencies.computeIfAbsent(endpoint, _ -> new Latency(took)).isRisingWith(took);
    }

    /** How long the calls of one kind take: of late, and usually. */
    private static final class Latency {

        private static final double SLOW = 500;
        private static final double TIMES_THE_USUAL = 3;

        private double ofLate;
        private double usual;

        Latency(Duration first) {
            ofLate = first.toMillis();
            usual = ofLate;
        }

        /** Whether the calls became slow, and much slower than they usually are. */
        boolean isRisingWith(Duration took) {
            ofLate += (took.toMillis() - ofLate) / 4;
            usual += (took.toMillis() - usual) / 32;
            return ofLate > SLOW && ofLate > TIMES_THE_USUAL * usual;
        }
    }
}
