package dev.supersetsync.superset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Superset it is, and all that differs between the supported ones: nothing else in this package asks for a
 * version. One that is newer than the newest known is treated as that.
 *
 * @param major the first number
 * @param minor the second number
 * @param text the version as Superset writes it
 */
record ServerVersion(int major, int minor, String text) {

    private static final Pattern NUMBERS = Pattern.compile("^v?(\\d+)\\.(\\d+)");

    /** Reads a version, empty if it is none. */
    static Optional<ServerVersion> parse(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        return matcher.find()
                ? Optional.of(
                        new ServerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text))
                : Optional.empty();
    }

    boolean isSupported() {
        return isAtLeast(4, 1);
    }

    /** Whether it was there to be tested against. */
    boolean isKnown() {
        return !isAtLeast(6, 2);
    }

    /** Whether a GET of a dataset tells its uuid, and a POST takes one; before, only the list tells it. */
    boolean datasetsTellTheirUuid() {
        return isAtLeast(6, 0);
    }

    /** Whether a PUT without catalog and schema loses them, or compares names without them. */
    boolean needsPlaceInWrites() {
        return !isAtLeast(6, 0);
    }

    /** Whether a metric's currency is an object; before, a text with JSON in it, and nothing else is taken. */
    boolean currencyIsObject() {
        return isAtLeast(6, 0);
    }

    /** Whether an edit of columns or metrics alone moves a dataset's time of change. */
    boolean timesColumnsAndMetrics() {
        return isAtLeast(6, 0);
    }

    boolean hasCurrencyCodeColumn() {
        return isAtLeast(6, 1);
    }

    /** Whether the list of dashboards has their native filters; later, each dashboard must be asked. */
    boolean listsNativeFilters() {
        return !isAtLeast(5, 0);
    }

    /** Whether the native filters of a dashboard can be written without the rest of its metadata. */
    boolean writesFiltersAlone() {
        return isAtLeast(5, 0);
    }

    /** Whether the chart customisations of a dashboard can be written without the rest of its metadata. */
    boolean writesCustomizationsAlone() {
        return isAtLeast(6, 1);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
    }
}
