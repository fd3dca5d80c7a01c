package dev.supersetsync.standin;

import java.time.Clock;

/**
 * How a stand-in is made.
 *
 * @param version which Superset it is
 * @param clock what it takes for the time; it decides when tokens expire and in which second a call falls
 * @param pathPrefix what stands before every path, such as {@code /superset}, empty for none
 */
public record StandInSettings(SupersetVersion version, Clock clock, String pathPrefix) {

    /** As most tests want it: real time, no prefix. */
    public static StandInSettings of(String version) {
        return new StandInSettings(SupersetVersion.of(version), Clock.systemUTC(), "");
    }

    /** The same with another clock. */
    public StandInSettings with(Clock other) {
        return new StandInSettings(version, other, pathPrefix);
    }

    /** The same below a path. */
    public StandInSettings below(String prefix) {
        return new StandInSettings(version, clock, prefix);
    }
}
