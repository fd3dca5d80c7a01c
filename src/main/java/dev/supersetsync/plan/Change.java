package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.PartIds;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of a plan, for one dataset: all that applying it needs to know. */
public sealed interface Change {

    /** The dataset that it is about. */
    DatasetKey dataset();

    /** What it does. */
    Action action();

    /** The fields that it alters, in the order of the dataset. */
    List<FieldChange> fields();

    /** Who is touched. */
    List<Impact> impact();

    /**
     * A dataset is made.
     *
     * @param after what it shall be; a setting that is not stated is left to Superset
     * @param others what becomes of the warehouse's columns that Superset finds while creating
     */
    record Create(Dataset after, FoundColumns others, List<FieldChange> fields, Imprint imprint) implements Change {
        public Create {
            fields = List.copyOf(fields);
        }

        @Override
        public DatasetKey dataset() {
            return after.key();
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<Impact> impact() {
            return List.of();
        }
    }

    /** What becomes of columns that are found only while a dataset is created. */
    enum FoundColumns {
        /** There is nothing to find: the plan knows the table, or the query, and all that is to be said of its columns. */
        NONE,
        /** They go: what stays is declared, and Superset finds out what the plan does not know of it. */
        REMOVE,
        /** They stay: the warehouse decides the list and could not be asked. */
        STAY
    }

    /** A dataset is brought to its declared values. */
    record Update(ActualDataset before, Dataset after, List<FieldChange> fields, List<Impact> impact, Imprint imprint)
            implements Rewrite {
        public Update {
            fields = List.copyOf(fields);
            impact = List.copyOf(impact);
        }

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public Update withIds(PartIds ids) {
            return new Update(before.withIds(ids), after, fields, impact, imprint);
        }
    }

    /** A dataset becomes exactly what is declared, in place. */
    record Replace(ActualDataset before, Dataset after, List<FieldChange> fields, List<Impact> impact, Imprint imprint)
            implements Rewrite {
        public Replace {
            fields = List.copyOf(fields);
            impact = List.copyOf(impact);
        }

        @Override
        public Action action() {
            return Action.REPLACE;
        }

        @Override
        public Replace withIds(PartIds ids) {
            return new Replace(before.withIds(ids), after, fields, impact, imprint);
        }
    }

    /** A change in place: afterwards the dataset is exactly {@link #after()}. */
    sealed interface Rewrite extends Change permits Update, Replace {

        ActualDataset before();

        Dataset after();

        Imprint imprint();

        /** The same from a dataset whose columns and metrics have these ids. */
        Rewrite withIds(PartIds ids);

        @Override
        default DatasetKey dataset() {
            return before().key();
        }
    }

    /**
     * A deleted dataset comes back under its old uuid, with what hung on it. It is readable only once its rules are on it.
     *
     * @param deleted what is kept of it
     * @param begun what an attempt that did not end left in its place: a query without rows, or the dataset without all that
     *     hung on it; null for nothing
     */
    record BringBack(Kept.Deleted deleted, @Nullable ActualDataset begun, List<FieldChange> fields) implements Change {
        public BringBack {
            fields = List.copyOf(fields);
        }

        @Override
        public DatasetKey dataset() {
            return deleted.before().key();
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<Impact> impact() {
            return List.of();
        }

        /** Whether it is what an attempt to bring a dataset back leaves that did not come to make it whole. */
        public static boolean isWithoutRows(ActualDataset there, DatasetKey key) {
            return there.key().equals(key)
                    && there.dataset().settings().text(Setting.SQL).equals(Optional.of(Restorer.NO_ROWS));
        }

        /** What is left behind. */
        public Imprint imprint() {
            return new Imprint.AsBefore(deleted.before().mark(), deleted.remembered());
        }
    }

    /** A dataset goes, as long as it still is what it was. */
    record Delete(ActualDataset before, List<Impact> impact) implements Change {
        public Delete {
            impact = List.copyOf(impact);
        }

        @Override
        public DatasetKey dataset() {
            return before.key();
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public List<FieldChange> fields() {
            return List.of();
        }
    }

    /**
     * A dataset already is as declared; only that it is managed is remembered.
     *
     * @param there the dataset as the list has it
     * @param applied what is to be remembered as applied; null where nothing is, or no more than is remembered already
     */
    record Unchanged(ListedDataset there, @Nullable Applied applied) implements Change {
        @Override
        public DatasetKey dataset() {
            return there.key();
        }

        @Override
        public Action action() {
            return Action.UNCHANGED;
        }

        @Override
        public List<FieldChange> fields() {
            return List.of();
        }

        @Override
        public List<Impact> impact() {
            return List.of();
        }
    }
}
