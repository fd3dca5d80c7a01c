package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that a dataset itself has or shall have, besides its query. What is new in it has no users yet.
 *
 * @param dataset the dataset as it is, with the ids of its columns and metrics as far as they are known
 * @param expressions the SQL of its metrics and calculated columns
 * @param valuesPredicate the SQL that limits the values offered in filters, empty for none
 */
public record DatasetSql(ActualDataset dataset, List<Expression> expressions, String valuesPredicate) {

    public DatasetSql {
        expressions = List.copyOf(expressions);
    }

    /** The SQL of a dataset in a state that it is or shall be in. */
    public static DatasetSql of(ActualDataset actual, Dataset state) {
        return new DatasetSql(actual, expressionsOf(state), valuesPredicateOf(state));
    }

    /** None, where only others are asked for. */
    public static DatasetSql none(ActualDataset actual) {
        return new DatasetSql(actual, List.of(), "");
    }

    /** The SQL that limits the values offered in filters, empty for none. */
    public static String valuesPredicateOf(Dataset state) {
        return state.settings().text(Setting.FETCH_VALUES_PREDICATE).orElse("");
    }

    private static List<Expression> expressionsOf(Dataset state) {
        var expressions = new ArrayList<Expression>();
        state.columns()
                .forEach(column -> column.settings()
                        .text(Setting.EXPRESSION)
                        .ifPresent(sql -> expressions.add(new Expression(Kind.COLUMN, column.name(), sql))));
        state.metrics()
                .forEach(metric -> metric.settings()
                        .text(Setting.EXPRESSION)
                        .ifPresent(sql -> expressions.add(new Expression(Kind.METRIC, metric.name(), sql))));
        return expressions;
    }

    int id() {
        return dataset.id();
    }

    /** Whether a metric or calculated column takes any metric in by a macro. */
    public boolean takesMetricsIn() {
        return expressions.stream()
                .anyMatch(expression -> !Macros.in(expression.sql()).metrics().isEmpty());
    }
}
