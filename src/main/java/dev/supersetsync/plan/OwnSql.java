package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Expression;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import java.util.ArrayList;
import java.util.List;

/** The SQL that a dataset itself has in a state that a plan knows. Which state that is, others say. */
final class OwnSql {

    private OwnSql() {}

    /** The SQL of a dataset as it is or shall be. */
    static DatasetSql of(ActualDataset actual, Dataset state) {
        return new DatasetSql(actual, expressionsOf(state), valuesPredicateOf(state));
    }

    /** None, where only others are asked for. */
    static DatasetSql none(ActualDataset actual) {
        return new DatasetSql(actual, List.of(), "");
    }

    static String valuesPredicateOf(Dataset state) {
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
}
