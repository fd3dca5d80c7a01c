package dev.supersetsync.impact;

import dev.supersetsync.state.ActualDataset;
import java.util.List;

/**
 * The SQL that a dataset itself shall have, besides its query. What is new in it has no users yet.
 *
 * @param dataset the dataset as it is, with the ids of its columns and metrics as far as they are known
 * @param expressions the SQL of its metrics and calculated columns
 * @param valuesPredicate the SQL that limits the values offered in filters, empty for none
 */
public record DatasetSql(ActualDataset dataset, List<Expression> expressions, String valuesPredicate) {

    public DatasetSql {
        expressions = List.copyOf(expressions);
    }

    int id() {
        return dataset.id();
    }

    /** Whether a metric or calculated column takes this metric in by a macro. */
    public boolean takesIn(String metric) {
        return expressions.stream().anyMatch(expression -> expression.takesIn(dataset.id(), metric));
    }
}
