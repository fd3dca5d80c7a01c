package dev.supersetsync.run;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives plans and runs their ids: UUIDs of version 7, which sort by the time at which they were made, also within one
 * millisecond. That an id sorts lower says nothing across processes whose clocks differ.
 */
@Component
public class Ids {

    private static final int SEQUENCE_BITS = 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long last;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** A new id, greater than all before. */
    public String next() {
        var ticks = tick();
        var high = ticks >>> SEQUENCE_BITS << 16 | 0x7000 | ticks & 0xFFF;
        var low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /** Milliseconds with a sequence number below them, which runs on into the next millisecond if it must. */
    private synchronized long tick() {
        last = Math.max(clock.millis() << SEQUENCE_BITS, last + 1);
        return last;
    }
}
