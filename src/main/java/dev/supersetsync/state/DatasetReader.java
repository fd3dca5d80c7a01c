package dev.supersetsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is in Superset. Every method may throw {@link SupersetException}. */
public interface DatasetReader {

    /** The databases, read once a run. */
    List<Database> databases();

    /** The users who can own datasets, read once a run. */
    List<Owner> owners();

    /** Those of these owners, named as datasets tell them, who are no users any more. */
    Set<String> departed(Collection<String> owners);

    /**
     * The name of the owner whom Superset keeps in every dataset that we write, whatever owners the write states: the
     * service user, unless it may let go of datasets.
     */
    Optional<String> keptOwner();

    /**
     * One pass over the whole dataset list, sorted by id. Superset can silently answer with another caller's filter, so
     * one pass proves nothing: before a creation or deletion a second one must agree.
     */
    List<ListedDataset> list();

    /** The list in which two passes agree: for whoever concludes something from what is not on it. */
    List<ListedDataset> agreedList();

    /**
     * The same as {@link #list()} for less, for whoever is going to read only a few of the datasets: many read in bulk
     * afterwards cost one pass more.
     */
    default List<ListedDataset> listBriefly() {
        return list();
    }

    /** What the last list of this process was of the target, if it still is so, by one call. */
    default Optional<Standstill> standstill() {
        return Optional.empty();
    }

    /**
     * The given datasets, in the order asked for; one that is gone is left out. Many are read in bulk, which tells
     * everything but the ids of columns and metrics.
     */
    List<ActualDataset> read(Collection<Integer> ids);

    /**
     * As {@link #read(Collection)}, for what was written, or may have changed, since it was last listed: owners and the
     * time of change are told anew.
     */
    List<ActualDataset> readAgain(Collection<Integer> ids);

    /**
     * The ids of those that did not change since they were read, as far as the list's times of change tell, by one call
     * or few: edits of owners alone have no time. None before 6.0, where edits of columns and metrics have none either.
     */
    Set<Integer> unchangedByList(Collection<ActualDataset> read);

    /** As {@link #read(Collection)}, and always with the ids of columns and metrics, which takes a call for each. */
    List<ActualDataset> readWithIds(Collection<Integer> ids);

    /** Which of these are there; told by each of them, or by two lists that agree, whichever costs less. */
    Set<Integer> remaining(Collection<Integer> ids);

    /** Who changed datasets last and when, by their ids, as far as Superset tells; one pass over the list. */
    Map<Integer, LastChange> lastChanges(Collection<Integer> ids);

    /** One dataset with all ids, empty if it is gone. */
    Optional<ActualDataset> read(int id);
}
