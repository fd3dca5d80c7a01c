package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableQuestion;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a dataset that exists and is declared needs to know of its table or query, so that no more is asked than can change
 * its plan. It asks nobody.
 */
final class WarehouseNeed {

    private final Subject subject;
    private final Action action;

    WarehouseNeed(Subject subject, Action action) {
        this.subject = subject;
        this.action = action;
    }

    /** Whether anything depends on what the warehouse has; asking costs, and a dataset that is all declared needs none. */
    boolean isAny() {
        return subject.others() != Others.KEEP
                || subject.actual().columns().stream().anyMatch(this::dependsOnWarehouse)
                || declaredPhysical().anyMatch(this::dependsOnWarehouseAsDeclared);
    }

    /** The names are enough where nothing can come of the answer but that all is as it should be. */
    TableQuestion question() {
        boolean typesMatter = subject.others() != Others.KEEP
                || subject.actual().columns().stream().anyMatch(subject::isRetained)
                || declaredPhysical().anyMatch(this::takesTypeFromWarehouse);
        return typesMatter
                ? new TableQuestion.Everything(subject.key())
                : new TableQuestion.Presence(subject.key(), physicalNames());
    }

    private boolean takesTypeFromWarehouse(Column declared) {
        Settings applied = subject.appliedToColumn(declared.name());
        boolean goesBack = applied.states(Setting.TYPE) || applied.states(Setting.TEMPORAL);
        return declared.settings().text(Setting.TYPE).isEmpty()
                && (action == Action.REPLACE || !subject.hasColumn(declared.name()) || goesBack);
    }

    private Set<String> physicalNames() {
        Stream<Column> actual = subject.actual().columns().stream().filter(column -> !column.isCalculated());
        return Stream.concat(actual, declaredPhysical()).map(Column::name).collect(Collectors.toSet());
    }

    private boolean dependsOnWarehouse(Column actual) {
        boolean undeclared = subject.declaredColumn(actual.name()) == null;
        return subject.isRetained(actual) || (undeclared && action == Action.UPDATE && !actual.isCalculated());
    }

    private Stream<Column> declaredPhysical() {
        return subject.desired().columns().stream().filter(column -> !column.isCalculated());
    }

    private boolean dependsOnWarehouseAsDeclared(Column declared) {
        boolean typeLeftOut = action == Action.REPLACE && !declared.settings().states(Setting.TYPE);
        return typeLeftOut || !subject.hasPhysicalColumn(declared.name());
    }
}
