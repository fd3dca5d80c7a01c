package dev.supersetsync.state;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Superset. Nothing here compares what was written: that is the matter of whoever applies a plan.
 * Every method may throw {@link SupersetException}.
 */
public interface DatasetWriter {

    /**
     * Creates a dataset as Superset makes it (all columns of the warehouse, a {@code count} metric), to be written in
     * full afterwards.
     *
     * @param key where it shall live
     * @param sql the query of a virtual dataset, null for a physical one
     * @return what Superset made, with all ids; also where it did not answer and the dataset is there, as far as it tells
     *     that it is the one that was asked for
     */
    ActualDataset create(DatasetKey key, @Nullable String sql);

    /**
     * Makes many physical datasets without columns and metrics, all of them or none. Superset does not look whether the
     * warehouse has the tables, and finds out nothing of them. What is known to be there, or could be taken for one of
     * them, is never touched: then all are refused, and those named.
     */
    Skeletons createEmpty(Collection<DatasetKey> keys);

    /**
     * Writes a dataset in place: afterwards it has exactly the columns and metrics of {@code after}; settings that
     * {@code after} does not state keep their value.
     *
     * @param current the dataset as it is, with all ids
     * @param after what it shall be
     * @param mark our mark, written in the same call; null takes away what is there
     */
    void write(ActualDataset current, Dataset after, @Nullable Mark mark);

    /**
     * Whether a mark that is written with this would be stored. It is not where the place for it, the dataset's
     * {@code extra}, is a text that cannot be read: that stays as it is.
     */
    boolean keepsMark(ActualDataset current, Dataset after);

    /**
     * The paths of certifications that {@link #write} could not store, or only over what somebody else wrote: their
     * place is the {@code extra} of a dataset or metric, which may hold any text.
     */
    List<String> certificationsWithoutPlace(ActualDataset current, Dataset after);

    /** Deletes a dataset. */
    void delete(int id);

    /** Deletes many datasets, all of them or none; none if one is gone, or is not ours to delete. */
    void deleteAll(Collection<Integer> ids);

    /**
     * Creates a database connection.
     *
     * @param name its name
     * @param sqlalchemyUri its address, which may hold a password and is never told to anybody
     */
    Database createDatabase(String name, String sqlalchemyUri);
}
