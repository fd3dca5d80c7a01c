package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Optional;

/** REPLACE: what is not declared goes, as far as nothing uses it; the warehouse's other columns come as declared. */
final class ReplaceColumns extends ColumnRules {

    ReplaceColumns(Subject subject, Warehouse warehouse, Notes notes, Removals removals, Merge merge) {
        super(subject, warehouse, notes, removals, merge, Action.REPLACE);
    }

    @Override
    boolean addsOthers() {
        return subject.others() != Others.KEEP;
    }

    @Override
    Optional<Column> undeclared(Column actual) {
        if (subject.others() == Others.KEEP) {
            return removed(actual);
        }
        Optional<WarehouseColumn> found = warehouse.column(actual.name());
        if (found.isPresent()) {
            return Optional.of(anew(actual, found.get()));
        }
        return warehouse.lacks(actual.name()) || actual.isCalculated() ? removed(actual) : Optional.of(actual);
    }

    private Optional<Column> removed(Column actual) {
        var users =
                notes.usersOf(subject.id(), impacts -> impacts.ofColumn(subject.id(), actual.name(), Effect.BREAKS));
        return removals.allow(Paths.column(actual.name()), users) ? Optional.empty() : Optional.of(actual);
    }
}
