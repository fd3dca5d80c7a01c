package dev.supersetsync.plan;

import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the columns behind one dataset: those of its table, or those that its query gives. Not knowing is a
 * state of its own, in which nothing is concluded from the absence of a column.
 */
final class Warehouse {

    private static final Warehouse UNKNOWN = new Warehouse(null);

    private final @Nullable Map<String, WarehouseColumn> columns;

    private Warehouse(@Nullable Map<String, WarehouseColumn> columns) {
        this.columns = columns;
    }

    static Warehouse unknown() {
        return UNKNOWN;
    }

    static Warehouse of(TableFacts facts) {
        if (facts instanceof TableFacts.Present present) {
            var byName = new LinkedHashMap<String, WarehouseColumn>();
            present.columns().forEach(column -> byName.put(column.name(), column));
            return new Warehouse(byName);
        }
        return UNKNOWN;
    }

    boolean isKnown() {
        return columns != null;
    }

    /** Whether it is known to have the column. */
    boolean has(String name) {
        return column(name).isPresent();
    }

    /** Whether it is known not to have the column. */
    boolean lacks(String name) {
        return columns != null && !columns.containsKey(name);
    }

    Optional<WarehouseColumn> column(String name) {
        return columns == null ? Optional.empty() : Optional.ofNullable(columns.get(name));
    }

    /** All its columns in its order; none if it is not known. */
    Collection<WarehouseColumn> columns() {
        return columns == null ? List.of() : columns.values();
    }
}
