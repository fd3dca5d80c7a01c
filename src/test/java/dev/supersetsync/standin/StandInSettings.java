package dev.supersetsync.standin;

import java.time.Clock;

/**
 * How a stand-in is made.
 *
 * @param version which Superset it is
 * @param clock what it takes for the time; it decides when tokens expire and in which second a call falls
 * @param pathPrefix what stands before every path, such as {@code /superset}, empty for none
 * @param shownRows how many rows of a result SQL Lab shows at most
 */
public record StandInSettings(SupersetVersion version, Clock clock, String pathPrefix, int shownRows) {

    /** As most tests want it: real time, no prefix. */
    public static StandInSettings of(String version) {
        return new StandInSettings(SupersetVersion.of(version), Clock.systemUTC(), "", 10_000);
    }

    /** The same with another clock. */
    public StandInSettings with(Clock other) {
        return new StandInSettings(version, other, pathPrefix, shownRows);
    }

    /** The same below a path. */
    public StandInSettings below(String prefix) {
        return new StandInSettings(version, clock, prefix, shownRows);
    }

    /** The same with another limit to what SQL Lab shows. */
    public StandInSettings showing(int rows) {
        return new StandInSettings(version, clock, pathPrefix, rows);
    }
}
