package dev.supersetsync.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether an expression means the same on the rows of one table to which others were joined. Each of these rows is there
 * once, those of the others as often as they are referred to: what adds up or counts only columns of others would be too
 * large.
 */
final class JoinedAggregates {

    private JoinedAggregates() {}

    /**
     * Why the expression would give something else; empty if it does not.
     *
     * @param isOfRoot whether a column is one of the table whose rows are there once
     * @param root what that table is called
     */
    static Optional<String> problem(SqlText sql, Predicate<ColumnName> isOfRoot, String root) {
        Map<AggregateCall, Boolean> withRoot = new HashMap<>();
        for (ColumnName column : sql.columns()) {
            AggregateCall aggregate = column.aggregate();
            if (aggregate == null) {
                return Optional.of("'" + column.name() + "' stands in no aggregate that is known");
            }
            withRoot.merge(aggregate, isOfRoot.test(column), Boolean::logicalOr);
        }
        return withRoot.entrySet().stream()
                .filter(entry -> !entry.getValue() && !entry.getKey().ignoresRepetition())
                .map(entry -> entry.getKey().function() + " would take a row once for each row of " + root
                        + " that refers to it")
                .findFirst();
    }
}
