package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is touched by what a change in place alters without taking it away: columns that answer NULL from now on, columns
 * and metrics that answer other numbers. It also warns of those whose SQL the warehouse has broken already. It judges
 * nothing and holds nothing back.
 */
final class Consequences {

    private final Subject subject;
    private final Warehouse warehouse;
    private final Notes notes;
    private final List<Impact> found = new ArrayList<>();

    /**
     * The consequences for a dataset.
     *
     * @param warehouse what is behind the dataset, whether we change it or not
     */
    Consequences(Subject subject, Warehouse warehouse, Notes notes) {
        this.subject = subject;
        this.warehouse = warehouse;
        this.notes = notes;
    }

    /**
     * Who is touched.
     *
     * @param after the state that the change leads to
     * @param retained the names of its columns that are retained as NULL
     */
    List<Impact> of(Dataset after, Set<String> retained) {
        if (after == subject.actual()) {
            return found;
        }
        Map<String, Settings> columns = ByName.columns(after);
        for (Column actual : subject.actual().columns()) {
            Settings coming = columns.get(actual.name());
            if (coming != null) {
                column(actual, coming, retained.contains(actual.name()));
            }
        }
        Map<String, Settings> metrics = ByName.metrics(after);
        for (Metric actual : subject.actual().metrics()) {
            Settings coming = metrics.get(actual.name());
            if (coming != null && differ(actual.settings(), coming, Setting.EXPRESSION)) {
                found.addAll(notes.usersOfMetric(
                        DatasetSql.of(subject.before(), after), actual.name(), Effect.CHANGES_NUMBERS));
            }
        }
        return found;
    }

    /** Warns of everybody whose SQL names an undeclared column that the warehouse has lost. */
    void warnOfLost(Dataset after) {
        for (Column actual : subject.actual().columns()) {
            boolean isLost = !actual.isCalculated() && warehouse.lacks(actual.name());
            if (isLost && subject.declaredColumn(actual.name()) == null) {
                warnOfLost(actual.name(), after);
            }
        }
    }

    private void warnOfLost(String name, Dataset after) {
        DatasetSql sql = DatasetSql.of(notes.withIds(subject.before()), after);
        List<Impact> users = notes.usersOf(subject.id(), impacts -> impacts.ofLostColumn(sql, subject.backend(), name));
        if (!users.isEmpty()) {
            notes.warn(
                    Warning.Code.MISSING_IN_WAREHOUSE,
                    subject.key(),
                    Paths.column(name),
                    "The warehouse no longer has the column '" + name + "', and SQL that names it fails.",
                    users);
        }
    }

    private void column(Column actual, Settings coming, boolean isRetained) {
        if (differ(actual.settings(), coming, Setting.EXPRESSION)) {
            touch(actual.name(), isRetained ? Effect.RETURNS_NULL : Effect.CHANGES_NUMBERS);
        } else if (isRetyped(actual.settings(), coming)) {
            touch(actual.name(), Effect.CHANGES_NUMBERS);
        }
    }

    /** By its type Superset decides how to compare a column with the values of a filter, and what is a time. */
    private static boolean isRetyped(Settings before, Settings after) {
        String old = before.text(Setting.TYPE).orElse("");
        String coming = after.text(Setting.TYPE).orElse("");
        boolean otherFamily = !old.equals(coming)
                && !old.isEmpty()
                && !NullExpression.family(old).equals(NullExpression.family(coming));
        return otherFamily || differ(before, after, Setting.TEMPORAL);
    }

    private static boolean differ(Settings before, Settings after, Setting setting) {
        return after.states(setting) && !after.orDefault(setting).equals(before.orDefault(setting));
    }

    private void touch(String column, Effect effect) {
        found.addAll(notes.usersOf(subject.id(), impacts -> impacts.ofColumn(subject.id(), column, effect)));
    }
}
