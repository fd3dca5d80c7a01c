package dev.supersetsync.plan;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The main time column where none is declared: the first temporal column, the declared ones in their order first. It
 * does not depend on the order in which Superset happens to list columns.
 */
final class MainTime {

    private MainTime() {}

    static Value of(Dataset declared, List<Column> columns) {
        Map<String, Column> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        Stream<Column> declaredFirst = declared.columns().stream()
                .map(Column::name)
                .filter(byName::containsKey)
                .map(byName::get);
        return Stream.concat(declaredFirst, columns.stream())
                .filter(column -> column.settings().isOn(Setting.TEMPORAL))
                .findFirst()
                .map(column -> Value.text(column.name()))
                .orElse(Value.UNSET);
    }
}
