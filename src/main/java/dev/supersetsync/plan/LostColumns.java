package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Expression;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.impact.Impacts;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who uses the columns that a dataset loses because it gets another query, or becomes a table or a query: through its
 * entries, and in SQL text. What the old query does not give any more is lost already, so we do not break it.
 */
final class LostColumns {

    private final Subject subject;
    private final Notes notes;
    private final Action action;

    LostColumns(Subject subject, Notes notes, Action action) {
        this.subject = subject;
        this.notes = notes;
        this.action = action;
    }

    /**
     * The users of what goes.
     *
     * @param old what is known of the old table or query
     * @param coming the columns of the new one
     */
    List<Impact> users(Optional<TableFacts> old, Warehouse coming) {
        if (old.isPresent() && old.get() instanceof TableFacts.DoesNotRun) {
            return List.of();
        }
        List<Impact> users = new ArrayList<>();
        for (String name : namesOf(old)) {
            if (coming.lacks(name)) {
                users.addAll(usersOf(name));
            }
        }
        return Impacts.merged(users);
    }

    /** SQL can name what the dataset has no entry for. */
    private Collection<String> namesOf(Optional<TableFacts> old) {
        Warehouse known = old.map(Warehouse::of).orElseGet(Warehouse::unknown);
        return known.isKnown()
                ? known.names()
                : subject.actual().columns().stream()
                        .filter(column -> !column.isCalculated())
                        .map(Column::name)
                        .toList();
    }

    private List<Impact> usersOf(String name) {
        Effect ofEntry = action == Action.UPDATE ? Effect.RETURNS_NULL : Effect.BREAKS;
        DatasetSql sql = sql();
        return notes.usersOf(subject.id(), impacts -> {
            var users = new ArrayList<>(impacts.ofLostColumn(sql, subject.backend(), name));
            if (subject.hasPhysicalColumn(name)) {
                users.addAll(impacts.ofColumn(subject.id(), name, ofEntry));
            }
            return users;
        });
    }

    /** The SQL that the dataset is to have; REPLACE takes away what is not declared, the predicate of values too. */
    private DatasetSql sql() {
        Dataset coming = action == Action.UPDATE ? subject.actual() : subject.desired();
        return new DatasetSql(notes.withIds(subject.before()), expressions(), DatasetSql.valuesPredicateOf(coming));
    }

    /** The SQL that metrics and calculated columns are to have; what REPLACE takes away counts only if it is used. */
    private List<Expression> expressions() {
        var expressions = new ArrayList<Expression>();
        for (Column column : subject.actual().columns()) {
            Column declared = subject.declaredColumn(column.name());
            add(
                    expressions,
                    Kind.COLUMN,
                    column.name(),
                    declared == null ? column.settings() : declared.settings(),
                    declared != null);
        }
        for (Metric metric : subject.actual().metrics()) {
            Metric declared = subject.declaredMetric(metric.name());
            add(
                    expressions,
                    Kind.METRIC,
                    metric.name(),
                    declared == null ? metric.settings() : declared.settings(),
                    declared != null);
        }
        return expressions;
    }

    private void add(List<Expression> expressions, Kind kind, String name, Settings settings, boolean isDeclared) {
        Optional<String> sql = settings.text(Setting.EXPRESSION);
        if (sql.isPresent() && (isDeclared || action == Action.UPDATE || isUsed(kind, name))) {
            expressions.add(new Expression(kind, name, sql.get()));
        }
    }

    private boolean isUsed(Kind kind, String name) {
        return !notes.usersOf(
                        subject.id(),
                        impacts -> kind == Kind.METRIC
                                ? impacts.ofMetric(DatasetSql.none(subject.before()), name, Effect.BREAKS)
                                : impacts.ofColumn(subject.id(), name, Effect.BREAKS))
                .isEmpty();
    }
}
