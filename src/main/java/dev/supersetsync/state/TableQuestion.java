package dev.supersetsync.state;

import java.util.HashSet;
import java.util.Set;

/**
 * What must be known of a table. A warehouse that lists the names of columns in bulk can answer a {@link Presence}, and
 * only with yes; whatever it does not answer so is asked of the table itself.
 */
public sealed interface TableQuestion {

    /** The table. */
    DatasetKey table();

    /** Whether this is an answer, so that nothing has to be asked any more. */
    boolean isAnsweredBy(TableFacts facts);

    /** All its columns, with their types. */
    record Everything(DatasetKey table) implements TableQuestion {

        @Override
        public boolean isAnsweredBy(TableFacts facts) {
            return !(facts instanceof TableFacts.Listed);
        }
    }

    /**
     * Whether it is there with all of these columns; if not, everything.
     *
     * @param table the table
     * @param columns the exact names of columns, perhaps none
     */
    record Presence(DatasetKey table, Set<String> columns) implements TableQuestion {
        public Presence {
            columns = Set.copyOf(columns);
        }

        @Override
        public boolean isAnsweredBy(TableFacts facts) {
            return !(facts instanceof TableFacts.Listed(var listed)) || new HashSet<>(listed).containsAll(columns);
        }
    }
}
