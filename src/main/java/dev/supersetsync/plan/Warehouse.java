package dev.supersetsync.plan;

import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the columns behind one dataset: those of its table, or those that its query gives, or only the names
 * that the warehouse lists for its table. Not knowing is a state of its own, and neither in it nor from a list of names
 * is anything concluded from the absence of a column. Nor is it known of a column whose name may be written in another
 * case than it is in datasets.
 */
final class Warehouse {

    private static final Warehouse UNKNOWN = new Warehouse(null, null, Set.of());

    private final @Nullable Set<String> names;
    private final @Nullable Map<String, WarehouseColumn> columns;
    private final Set<String> inAnyCase;

    private Warehouse(
            @Nullable Set<String> names, @Nullable Map<String, WarehouseColumn> columns, Set<String> inAnyCase) {
        this.names = names;
        this.columns = columns;
        this.inAnyCase = inAnyCase;
    }

    static Warehouse unknown() {
        return UNKNOWN;
    }

    static Warehouse of(TableFacts facts) {
        return switch (facts) {
            case TableFacts.Present(List<WarehouseColumn> columns, boolean isCaseSure) -> {
                var byName = new LinkedHashMap<String, WarehouseColumn>();
                columns.forEach(column -> byName.put(column.name(), column));
                yield new Warehouse(byName.keySet(), byName, isCaseSure ? Set.of() : folded(byName.keySet()));
            }
            case TableFacts.Listed(List<String> names) -> new Warehouse(new LinkedHashSet<>(names), null, Set.of());
            case TableFacts.Missing _, TableFacts.DoesNotRun _, TableFacts.Unknown _ -> UNKNOWN;
        };
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Whether what was asked is known. */
    boolean isKnown() {
        return names != null;
    }

    /** Whether it is known to have the column. */
    boolean has(String name) {
        return names != null && names.contains(name);
    }

    /** Whether it is known not to have the column. */
    boolean lacks(String name) {
        return columns != null && !columns.containsKey(name) && !inAnyCase.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Its columns in its order that are none of these, nor may be one of them in another case; none if not known. */
    List<WarehouseColumn> columnsBeside(Set<String> others) {
        Set<String> taken = inAnyCase.isEmpty() ? Set.of() : folded(others);
        return columns().stream()
                .filter(column -> !others.contains(column.name()))
                .filter(column -> !taken.contains(column.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** A column with its type, where that is known. */
    Optional<WarehouseColumn> column(String name) {
        return columns == null ? Optional.empty() : Optional.ofNullable(columns.get(name));
    }

    /** All its columns in its order; none if they are not known with their types. */
    Collection<WarehouseColumn> columns() {
        return columns == null ? List.of() : columns.values();
    }

    /** The names of its columns in its order, as far as they are known. */
    Collection<String> names() {
        return names == null ? List.of() : names;
    }
}
