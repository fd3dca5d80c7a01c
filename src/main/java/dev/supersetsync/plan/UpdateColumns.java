package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Optional;

/**
 * UPDATE: undeclared columns stay; those that the warehouse lost answer NULL; people's columns are not touched. Of a
 * dataset whose creation was begun it also takes out what Superset put in by itself.
 */
final class UpdateColumns extends ColumnRules {

    UpdateColumns(Subject subject, Warehouse warehouse, Notes notes, Removals removals, Merge merge) {
        super(subject, warehouse, notes, removals, merge, Action.UPDATE);
    }

    @Override
    boolean addsOthers() {
        return subject.others() == Others.INCLUDE;
    }

    @Override
    Optional<Column> undeclared(Column actual) {
        if (subject.isRetained(actual)) {
            return Optional.of(warehouse.has(actual.name()) ? backAgain(actual) : actual);
        }
        if (actual.isCalculated()) {
            return calculated(actual);
        }
        if (subject.isBegun() && subject.others() == Others.KEEP && isAsFound(actual)) {
            return unlessUsed(actual);
        }
        if (warehouse.lacks(actual.name())) {
            return Optional.of(retained(actual));
        }
        return Optional.of(warehouse.has(actual.name()) ? other(actual) : actual);
    }

    private Column backAgain(Column actual) {
        return switch (subject.others()) {
            case KEEP, INCLUDE -> physical(actual);
            case HIDE -> physical(actual).with(Setting.HIDDEN, Value.flag(true));
            case RETAIN_AS_NULL -> actual;
        };
    }

    private static Column physical(Column actual) {
        return actual.with(Setting.EXPRESSION, Value.UNSET);
    }

    private Column other(Column actual) {
        return switch (subject.others()) {
            case KEEP, INCLUDE -> actual;
            case HIDE -> actual.with(Setting.HIDDEN, Value.flag(true));
            case RETAIN_AS_NULL -> retained(actual);
        };
    }

    /** A person's calculated column stays; one that we declared and nobody edited goes as far as nothing uses it. */
    private Optional<Column> calculated(Column actual) {
        boolean ours =
                subject.appliedToColumn(actual.name()).text(Setting.EXPRESSION).isPresent()
                        && Subject.isUntouched(actual.settings(), subject.appliedToColumn(actual.name()));
        if (!ours) {
            return Optional.of(actual);
        }
        Optional<WarehouseColumn> found = warehouse.column(actual.name());
        if (addsOthers() && found.isPresent()) {
            return Optional.of(anew(actual, found.get()));
        }
        return unlessUsed(actual);
    }

    /** Whether nobody said anything of a column that Superset found in the warehouse. */
    private static boolean isAsFound(Column actual) {
        return actual.settings().text(Setting.LABEL).isEmpty()
                && !actual.settings().isOn(Setting.HIDDEN);
    }

    private Optional<Column> unlessUsed(Column actual) {
        var users =
                notes.usersOf(subject.id(), impacts -> impacts.ofColumn(subject.id(), actual.name(), Effect.BREAKS));
        return removals.allow(Paths.column(actual.name()), users) ? Optional.empty() : Optional.of(actual);
    }
}
