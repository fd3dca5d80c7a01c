package dev.supersetsync.state;

import java.util.Map;
import java.util.Set;

/**
 * What came of making many physical datasets at once, without columns and metrics: all of them, or none. That Superset
 * took them proves nothing yet; what is there decides.
 */
public sealed interface Skeletons {

    /**
     * Superset took them.
     *
     * @param there what has the uuid of each now: a dataset that is empty, or one that somebody made at the same moment;
     *     what is not in here was not made
     */
    record Made(Map<DatasetKey, ActualDataset> there) implements Skeletons {
        public Made {
            there = Map.copyOf(there);
        }
    }

    /**
     * None was made.
     *
     * @param named those that it is known to be for, none if that was not said
     * @param why what Superset said, or what we found
     */
    record Refused(Set<DatasetKey> named, SupersetException why) implements Skeletons {
        public Refused {
            named = Set.copyOf(named);
        }
    }
}
