package dev.supersetsync.plan;

import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one dataset that is declared and not there: afterwards it has exactly what is declared. */
final class Creation {

    private final Desired desired;
    private final Guards guards;
    private final Notes notes;
    private final Optional<String> backend;
    private final Set<String> declared;

    /**
     * A creation to be planned.
     *
     * @param backend the dialect of the database, empty if the database itself is still to be created
     */
    Creation(Desired desired, Guards guards, Notes notes, Optional<String> backend) {
        this.desired = desired;
        this.guards = guards;
        this.notes = notes;
        this.backend = backend;
        this.declared = desired.dataset().columns().stream().map(Column::name).collect(Collectors.toSet());
    }

    /** The change; empty if it is held back. */
    Optional<Change> plan() {
        Optional<TableFacts> facts = facts();
        if (facts.isPresent() && facts.get() instanceof TableFacts.Missing) {
            notes.withhold(new Withheld(
                    Action.CREATE,
                    key(),
                    null,
                    Reason.MISSING_IN_WAREHOUSE,
                    "The warehouse does not have the table " + key() + ".",
                    List.of()));
            return Optional.empty();
        }
        facts.ifPresent(this::warn);
        return Optional.of(change(facts.map(Warehouse::of).orElseGet(Warehouse::unknown)));
    }

    private Change change(Warehouse warehouse) {
        List<Column> columns = columns(warehouse);
        List<Metric> metrics =
                desired.dataset().metrics().stream().map(Blank::metric).toList();
        var nothing = new Dataset(key(), Settings.none(), List.of(), List.of());
        Set<String> retained = retainedAmong(columns);
        var drafted = new Dataset(key(), desired.dataset().settings(), columns, metrics);
        Dataset runs = backend.isEmpty() ? drafted : expressions(retained).checked(nothing, drafted);
        var after = new Dataset(key(), settings(runs.columns(), warehouse), runs.columns(), runs.metrics());
        var imprint = new Imprint.OfModel(Remembered.of(desired.dataset(), after, null), retained, true);
        return new Change.Create(after, found(warehouse), Differences.between(nothing, after, Set.of()), imprint);
    }

    private FoundColumns found(Warehouse warehouse) {
        if (warehouse.isKnown()) {
            return FoundColumns.NONE;
        }
        return desired.others() == Others.INCLUDE ? FoundColumns.STAY : FoundColumns.REMOVE;
    }

    private List<Column> columns(Warehouse warehouse) {
        var columns = new ArrayList<Column>();
        for (Column column : desired.dataset().columns()) {
            if (column.isCalculated() || !warehouse.lacks(column.name())) {
                columns.add(Blank.column(column, warehouse.column(column.name())));
            } else {
                withholdColumn(column.name());
            }
        }
        if (desired.others() != Others.KEEP) {
            warehouse
                    .columnsBeside(declared)
                    .forEach(found -> columns.add(Blank.other(found, desired.others(), backend.orElse(""))));
        }
        return columns;
    }

    private Set<String> retainedAmong(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.isCalculated() && !declared.contains(column.name()))
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private void withholdColumn(String name) {
        notes.withhold(new Withheld(
                Action.CREATE,
                key(),
                Paths.column(name),
                Reason.MISSING_IN_WAREHOUSE,
                "The warehouse does not have the column '" + name + "'.",
                List.of()));
    }

    /** The main time column is left to Superset only where it must find out which columns are times. */
    private Settings settings(List<Column> columns, Warehouse warehouse) {
        Settings stated = desired.dataset().settings();
        if (found(warehouse) != FoundColumns.STAY) {
            MainTime.warnIfNotDeclared(desired.dataset(), columns, notes);
        }
        if (!MainTime.mayBeWritten(desired.dataset(), columns, Action.CREATE, notes)) {
            return stated.without(Setting.MAIN_DATETIME_COLUMN);
        }
        boolean timesAreKnown =
                columns.stream().allMatch(column -> column.settings().states(Setting.TEMPORAL));
        if (stated.states(Setting.MAIN_DATETIME_COLUMN) || found(warehouse) == FoundColumns.STAY || !timesAreKnown) {
            return stated;
        }
        return stated.with(Setting.MAIN_DATETIME_COLUMN, MainTime.of(desired.dataset(), warehouse, columns));
    }

    private Expressions expressions(Set<String> retained) {
        return new Expressions(notes, guards.checkExpressions(), Action.CREATE, Optional.empty(), retained);
    }

    private Optional<TableFacts> facts() {
        if (backend.isEmpty()) {
            return Optional.of(new TableFacts.Unknown(
                    "the database '" + key().database() + "' is not in Superset yet and will be created."));
        }
        return desired.dataset()
                .settings()
                .text(Setting.SQL)
                .map(sql -> notes.query(key(), sql))
                .orElseGet(() -> notes.table(question()));
    }

    /** The names are enough where every type is declared and no other column comes in. */
    private TableQuestion question() {
        List<Column> physical = desired.dataset().columns().stream()
                .filter(column -> !column.isCalculated())
                .toList();
        boolean typesMatter = desired.others() != Others.KEEP
                || physical.stream()
                        .anyMatch(column -> column.settings().text(Setting.TYPE).isEmpty());
        return typesMatter
                ? new TableQuestion.Everything(key())
                : new TableQuestion.Presence(
                        key(), physical.stream().map(Column::name).collect(Collectors.toSet()));
    }

    private void warn(TableFacts facts) {
        if (facts instanceof TableFacts.DoesNotRun(String message)) {
            notes.warn(Warning.Code.DOES_NOT_RUN, key(), Setting.SQL.path(), message);
        }
        if (facts instanceof TableFacts.Unknown(String why)) {
            var code = backend.isEmpty() ? Warning.Code.DATABASE_MISSING : Warning.Code.WAREHOUSE_UNKNOWN;
            notes.warn(code, key(), null, "The warehouse could not be asked: " + why);
        }
    }

    private DatasetKey key() {
        return desired.dataset().key();
    }
}
