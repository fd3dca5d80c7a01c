package dev.supersetsync.plan;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main time column where none is declared: the first temporal column, the declared ones in their order first, then
 * those of the warehouse in its order. Where these are known it does not depend on how Superset happens to list columns.
 */
final class MainTime {

    private MainTime() {}

    static Value of(Dataset declared, Warehouse warehouse, List<Column> columns) {
        Set<String> times = columns.stream()
                .filter(column -> column.settings().isOn(Setting.TEMPORAL))
                .map(Column::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Stream<String> declaredFirst = declared.columns().stream().map(Column::name);
        Stream<String> thenAsInTheWarehouse = warehouse.names().stream();
        return Stream.of(declaredFirst, thenAsInTheWarehouse, times.stream())
                .flatMap(names -> names)
                .filter(times::contains)
                .findFirst()
                .map(Value::text)
                .orElse(Value.UNSET);
    }
}
