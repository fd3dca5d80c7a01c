package dev.supersetsync.source;

import tools.jackson.databind.node.ObjectNode;

/** How much of an attribute people see who make charts: each constant less than the one before it. */
enum MaraVisibility {
    /** All. */
    SHOW,
    /** It can be grouped by and shown, and is not offered for filters. */
    NOT_FILTERABLE,
    /** It is in the dataset, and offered for nothing. */
    HIDE,
    /** The model does not declare it, because the flattened tables do not have it. */
    LEAVE_OUT;

    MaraVisibility orLess(MaraVisibility other) {
        return compareTo(other) >= 0 ? this : other;
    }

    void applyTo(ObjectNode column) {
        switch (this) {
            case SHOW -> column.put("hidden", false);
            case NOT_FILTERABLE -> column.put("filterable", false).put("hidden", false);
            case HIDE -> column.put("groupable", false).put("filterable", false).put("hidden", true);
            case LEAVE_OUT -> throw new IllegalStateException("There is no such column");
        }
    }
}
