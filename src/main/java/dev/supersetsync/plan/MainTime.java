package dev.supersetsync.plan;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main time column: the declared one as far as the dataset gets that, and where none is declared the first temporal
 * column, the declared ones in their order first, then those of the warehouse in its order. Where these are known it
 * does not depend on how Superset happens to list columns.
 */
final class MainTime {

    private MainTime() {}

    /**
     * Whether the declared one may be written: not if it is a declared column that the dataset does not get, since
     * Superset would filter by what is not there. That is told as it was told of the column.
     *
     * @param columns the columns that the dataset shall have
     */
    static boolean mayBeWritten(Dataset declared, List<Column> columns, Action action, Notes notes) {
        Optional<String> missing = declared.settings()
                .text(Setting.MAIN_DATETIME_COLUMN)
                .filter(name -> has(declared.columns(), name) && !has(columns, name));
        missing.ifPresent(name -> tell(declared.key(), name, action, notes));
        return missing.isEmpty();
    }

    /**
     * Warns of one that is no column of the model, and that the dataset does not get otherwise: Superset takes it, offers
     * it to every chart, and fails each that uses it.
     *
     * @param columns the columns that the dataset shall have
     */
    static void warnIfNotDeclared(Dataset declared, List<Column> columns, Notes notes) {
        declared.settings()
                .text(Setting.MAIN_DATETIME_COLUMN)
                .filter(name -> !has(declared.columns(), name) && !has(columns, name))
                .ifPresent(
                        name -> notes.warn(
                                Warning.Code.NOT_DECLARED,
                                declared.key(),
                                Setting.MAIN_DATETIME_COLUMN.path(),
                                "The model does not declare the column '" + name
                                        + "', and the dataset does not get it: charts that use it as their time column will fail."));
    }

    private static boolean has(List<Column> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private static void tell(DatasetKey dataset, String name, Action action, Notes notes) {
        String path = Setting.MAIN_DATETIME_COLUMN.path();
        String message = "The dataset does not get the column '" + name + "'.";
        notes.reasonOf(dataset, Paths.column(name))
                .ifPresentOrElse(
                        reason -> notes.withhold(new Withheld(action, dataset, path, reason, message, List.of())),
                        () -> notes.warn(Warning.Code.WAREHOUSE_UNKNOWN, dataset, path, message));
    }

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
