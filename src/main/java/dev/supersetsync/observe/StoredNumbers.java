package dev.supersetsync.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads numbers from the storage for whoever fetches metrics. A storage that is away answers only after half a minute; then
 * it is let be for some seconds, so that one waits once for all numbers and not for each of them.
 */
final class StoredNumbers {

    private static final Logger LOG = LoggerFactory.getLogger(StoredNumbers.class);
    private static final Duration LET_BE = Duration.ofSeconds(5);

    private final Clock clock;
    private volatile Instant letBeUntil = Instant.MIN;

    StoredNumbers(Clock clock) {
        this.clock = clock;
    }

    /** A number, NaN where the storage does not tell it. */
    double read(DoubleSupplier number) {
        if (clock.instant().isBefore(letBeUntil)) {
            return Double.NaN;
        }
        try {
            return number.getAsDouble();
        } catch (RuntimeException e) {
            LOG.warn("A metric cannot be read: {}", e.getMessage());
            letBeUntil = clock.instant().plus(LET_BE);
            return Double.NaN;
        }
    }
}
