package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impacts;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the columns of a dataset that exists: the part that UPDATE and REPLACE share, which is about declared
 * columns. What becomes of the others is the matter of {@link UpdateColumns} and {@link ReplaceColumns}.
 */
abstract sealed class ColumnRules permits UpdateColumns, ReplaceColumns {

    final Subject subject;
    final Warehouse warehouse;
    final Notes notes;
    final Removals removals;
    private final Merge merge;
    private final Action action;

    ColumnRules(Subject subject, Warehouse warehouse, Notes notes, Removals removals, Merge merge, Action action) {
        this.subject = subject;
        this.warehouse = warehouse;
        this.notes = notes;
        this.removals = removals;
        this.merge = merge;
        this.action = action;
    }

    /** The columns that the dataset shall have, in its order, new ones last. */
    final List<Column> columns() {
        Map<String, Column> result = new LinkedHashMap<>();
        for (Column actual : subject.actual().columns()) {
            Column declared = subject.declaredColumn(actual.name());
            Optional<Column> kept = declared == null ? undeclared(actual) : Optional.of(declared(actual, declared));
            kept.ifPresent(column -> result.put(column.name(), column));
        }
        additions().forEach(column -> result.put(column.name(), column));
        return List.copyOf(result.values());
    }

    /** What becomes of a column that no model declares; empty if it goes. */
    abstract Optional<Column> undeclared(Column actual);

    /** Whether the warehouse's other columns are added. */
    abstract boolean addsOthers();

    private Column declared(Column actual, Column declared) {
        boolean turns = turnsPhysical(actual, declared);
        boolean stays = turns ? !mayTurn(actual) : staysRetained(actual, declared);
        Settings wanted = stays ? declared.settings().without(Setting.EXPRESSION) : declared.settings();
        Settings applied = subject.appliedToColumn(actual.name());
        Settings known = subject.isRetained(actual) ? applied.without(Setting.EXPRESSION) : applied;
        Settings merged = merge.settings(
                () -> Paths.column(actual.name()),
                actual.settings(),
                wanted,
                known,
                setting -> reset(actual, declared, setting, stays));
        if (!declared.isCalculated() && !turns && warehouse.lacks(actual.name())) {
            warnMissing(actual);
        }
        return actual.with(merged);
    }

    /** A column that is retained as NULL becomes physical again only when the warehouse is known to have it. */
    private boolean staysRetained(Column actual, Column declared) {
        return !declared.isCalculated() && subject.isRetained(actual) && !warehouse.has(actual.name());
    }

    private boolean turnsPhysical(Column actual, Column declared) {
        return !declared.isCalculated() && actual.isCalculated() && !subject.isRetained(actual);
    }

    /** A calculated column keeps its expression as long as there may be nothing to read in its place. */
    private boolean mayTurn(Column actual) {
        String expression = Paths.setting(Paths.column(actual.name()), Setting.EXPRESSION);
        return isThere(actual.name(), expression, "it stays calculated");
    }

    private void warnMissing(Column actual) {
        String name = actual.name();
        Effect effect = subject.isRetained(actual) ? Effect.RETURNS_NULL : Effect.BREAKS;
        DatasetSql sql = DatasetSql.of(notes.withIds(subject.before()), subject.actual());
        List<Impact> users = notes.usersOf(subject.id(), impacts -> {
            var all = new ArrayList<>(impacts.ofColumn(subject.id(), name, effect));
            all.addAll(impacts.ofLostColumn(sql, subject.backend(), name));
            return Impacts.merged(all);
        });
        notes.warn(
                Warning.Code.MISSING_IN_WAREHOUSE,
                subject.key(),
                Paths.column(name),
                "The warehouse does not have the declared column '" + name + "'.",
                users);
    }

    private Optional<Value> reset(Column actual, Column declared, Setting setting, boolean stays) {
        boolean calculated = declared.isCalculated();
        Optional<WarehouseColumn> found = calculated ? Optional.empty() : warehouse.column(actual.name());
        return switch (setting) {
            case EXPRESSION -> Optional.ofNullable(stays ? null : Value.UNSET);
            case TYPE -> calculated ? Optional.of(Value.UNSET) : found.map(column -> Value.text(column.type()));
            case TEMPORAL -> Optional.of(Value.flag(isTemporal(actual, declared, found)));
            default -> Optional.of(setting.defaultValue());
        };
    }

    private static boolean isTemporal(Column actual, Column declared, Optional<WarehouseColumn> found) {
        return declared.settings()
                .text(Setting.TYPE)
                .map(Blank::isTemporal)
                .or(() -> found.map(WarehouseColumn::temporal))
                .orElseGet(() -> !declared.isCalculated()
                        && actual.settings()
                                .text(Setting.TYPE)
                                .map(Blank::isTemporal)
                                .orElse(false));
    }

    private List<Column> additions() {
        var added = new ArrayList<Column>();
        for (Column declared : subject.desired().columns()) {
            if (!subject.hasColumn(declared.name()) && mayAdd(declared)) {
                added.add(Blank.column(declared, warehouse.column(declared.name())));
            }
        }
        if (addsOthers()) {
            warehouse.columnsBeside(subject.columnNames()).stream()
                    .map(found -> Blank.other(found, subject.others(), subject.backend()))
                    .forEach(added::add);
        }
        return added;
    }

    private boolean mayAdd(Column declared) {
        String path = Paths.column(declared.name());
        return (declared.isCalculated() || isThere(declared.name(), path, "not added"))
                && merge.mayOverwrite(path, subject.columnWasApplied(declared.name()));
    }

    /** Whether the warehouse is known to have a column; if not, what waits for it is held back or warned of. */
    private boolean isThere(String name, String path, String otherwise) {
        if (warehouse.lacks(name)) {
            notes.withhold(new Withheld(
                    action,
                    subject.key(),
                    path,
                    Reason.MISSING_IN_WAREHOUSE,
                    "The warehouse does not have the column '" + name + "'.",
                    List.of()));
            return false;
        }
        if (!warehouse.has(name)) {
            notes.warn(
                    Warning.Code.WAREHOUSE_UNKNOWN,
                    subject.key(),
                    path,
                    "It is not known whether the warehouse has the column '" + name + "': " + otherwise + ".");
            return false;
        }
        return true;
    }

    /** The column as if it came new from the warehouse, in place. */
    final Column anew(Column actual, WarehouseColumn found) {
        Column other = Blank.other(found, subject.others(), subject.backend());
        return new Column(actual.name(), actual.settings().overlaidWith(other.settings()));
    }

    /** The column as one that answers NULL, with a warning where its type had to become text. */
    final Column retained(Column actual) {
        NullExpression expression = subject.nullExpression(actual);
        if (!expression.exact()) {
            notes.warn(
                    Warning.Code.TYPE_UNKNOWN,
                    subject.key(),
                    Paths.column(actual.name()),
                    "The type '" + actual.settings().text(Setting.TYPE).orElse("")
                            + "' is not known, so the column answers NULL as text.");
        }
        return actual.with(Setting.EXPRESSION, Value.text(expression.sql()));
    }
}
