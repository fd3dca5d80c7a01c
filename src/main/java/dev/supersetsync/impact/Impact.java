package dev.supersetsync.impact;

import java.util.List;

/**
 * Somebody who uses what a change takes away or alters.
 *
 * @param kind what it is
 * @param id its id in Superset; of a native filter, that of its dashboard
 * @param name its name
 * @param url its address
 * @param uses what it uses, such as {@code metric revenue}
 * @param effect what the change does to it
 * @param certain false where SQL could not be parsed, or a name may mean a column and a metric; it counts as certain
 * @param owners the names of its owners, where it has any
 */
public record Impact(
        Kind kind,
        int id,
        String name,
        String url,
        List<String> uses,
        Effect effect,
        boolean certain,
        List<String> owners) {

    public Impact {
        uses = List.copyOf(uses);
        owners = List.copyOf(owners);
    }

    /** Who uses it. */
    public enum Kind {
        /** A chart. */
        CHART,
        /** A dashboard. */
        DASHBOARD,
        /** A native filter or chart customisation of a dashboard. */
        NATIVE_FILTER,
        /** A metric of the same dataset, or of another one that takes it in by a macro. */
        METRIC,
        /** A calculated column of the same dataset, or of another one that takes it in by a macro. */
        COLUMN,
        /** A rule of row-level security. */
        ROW_LEVEL_SECURITY,
        /** An alert or report. */
        ALERT
    }

    /** What happens to the user. */
    public enum Effect {
        /** It fails, or ignores what it was asked for. */
        BREAKS,
        /** It answers NULL. */
        RETURNS_NULL,
        /** It answers, with other numbers. */
        CHANGES_NUMBERS
    }
}
