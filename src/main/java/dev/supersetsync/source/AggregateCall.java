package dev.supersetsync.source;

import java.util.Set;

/**
 * A call of an aggregate function in a piece of SQL.
 *
 * @param function in upper case
 * @param position which of the calls it is, counted from 0
 */
record AggregateCall(String function, boolean distinct, int position) {

    private static final Set<String> KNOWN = Set.of(
            "SUM",
            "AVG",
            "COUNT",
            "MIN",
            "MAX",
            "MEDIAN",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            "PERCENTILE_CONT",
            "PERCENTILE_DISC",
            "APPROX_COUNT_DISTINCT",
            "BOOL_AND",
            "BOOL_OR",
            "EVERY",
            "STRING_AGG",
            "ARRAY_AGG",
            "LISTAGG",
            "COUNT_IF",
            "SUM_IF",
            "ANY_VALUE");
    private static final Set<String> BLIND_TO_REPETITION =
            Set.of("MIN", "MAX", "APPROX_COUNT_DISTINCT", "BOOL_AND", "BOOL_OR", "EVERY");

    static boolean isKnown(String function) {
        return KNOWN.contains(function);
    }

    /** Whether its result is the same however often a row is repeated. */
    boolean ignoresRepetition() {
        return distinct || BLIND_TO_REPETITION.contains(function);
    }
}
