package dev.supersetsync.state;

import java.util.List;

/** What the warehouse said of one table, or of one query. Never guessed: no answer is {@link Unknown}. */
public sealed interface TableFacts {

    /**
     * It is there, or it runs, and has these columns.
     *
     * @param columns its columns
     * @param isCaseSure whether their names are written as datasets write them; where they are not, one that differs only
     *     in case may be the same
     */
    record Present(List<WarehouseColumn> columns, boolean isCaseSure) implements TableFacts {
        public Present {
            columns = List.copyOf(columns);
        }

        /** With these columns, whose names are written as datasets write them. */
        public Present(List<WarehouseColumn> columns) {
            this(columns, true);
        }
    }

    /**
     * The warehouse lists it with these columns. Nothing is known of their types, nor concluded from what is not listed.
     *
     * @param columns their names in the warehouse's order, at least one
     */
    record Listed(List<String> columns) implements TableFacts {
        public Listed {
            columns = List.copyOf(columns);
        }
    }

    /** The warehouse has no such table. */
    record Missing() implements TableFacts {}

    /** The warehouse refused the query, with its own message. */
    record DoesNotRun(String message) implements TableFacts {}

    /** There was no answer; why, in words for a person. */
    record Unknown(String why) implements TableFacts {}
}
