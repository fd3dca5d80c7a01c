package dev.supersetsync.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression to be tried in the warehouse.
 *
 * @param dataset the dataset that it belongs to
 * @param sql the query of a virtual dataset, null for a physical one
 * @param role what the expression is
 * @param name the name of the metric or column
 * @param expression its SQL
 * @param supersetId the dataset's id if it has that query or table now, for servers that must be asked through it
 */
public record Probe(
        DatasetKey dataset,
        @Nullable String sql,
        Role role,
        String name,
        String expression,
        Optional<Integer> supersetId) {

    /** What an expression is, which decides how it can be tried. */
    public enum Role {
        /** An aggregate. */
        METRIC,
        /** A value for each row. */
        COLUMN
    }

    /** What the warehouse said of an expression. */
    public sealed interface Result {

        /** It runs. */
        record Runs() implements Result {}

        /** The warehouse refused the expression, with its own message. */
        record DoesNotRun(String message) implements Result {}

        /** There was no answer; why, in words for a person. */
        record Unknown(String why) implements Result {}
    }
}
