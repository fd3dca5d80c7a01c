package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Standstill;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The dataset list of a target as it was last read whole, with what we wrote since and read back, so that the next look
 * need only ask whether it still is so. It is dropped where memory is short, where we create or delete, and where what
 * came of a write is not known; it does not outlive the process.
 */
final class LastList {

    /** One page tells them, and the one that comes after them. */
    private static final int MOST_WRITTEN = Pages.SIZE - 1;

    private SoftReference<Whole> last = new SoftReference<>(null);
    private final Set<Integer> underWay = new HashSet<>();
    private final Map<Integer, ListedDataset> written = new HashMap<>();

    synchronized void remember(Whole read) {
        forget();
        last = new SoftReference<>(read);
    }

    synchronized void forget() {
        last = new SoftReference<>(null);
        underWay.clear();
        written.clear();
    }

    /** A dataset is about to be written. */
    synchronized void writes(int id) {
        written.remove(id);
        underWay.add(id);
        if (underWay.size() + written.size() > MOST_WRITTEN) {
            forget();
        }
    }

    /** Datasets were read. */
    synchronized void saw(Collection<ListedDataset> datasets) {
        datasets.stream()
                .filter(dataset -> underWay.remove(dataset.id()))
                .forEach(dataset -> written.put(dataset.id(), dataset));
    }

    /** How many of the rows that changed last tell whether it still is so; none if it is not known at all. */
    synchronized int rowsThatTell() {
        return last.get() != null && underWay.isEmpty() ? written.size() + 1 : 0;
    }

    /**
     * What the list is now, if there are as many datasets as then, those that changed last are the ones that we wrote, as
     * we left them, and the one that changed before them is one that was read like this.
     *
     * @param head as many rows as tell that
     */
    synchronized Optional<Whole> ifStill(Pages.Head head) {
        Whole read = last.get();
        if (read == null
                || !underWay.isEmpty()
                || head.count() != read.datasets().size()
                || !isStill(read, head)) {
            return Optional.empty();
        }
        Whole now = written.isEmpty() ? read : read.with(written);
        remember(now);
        return Optional.of(now);
    }

    private boolean isStill(Whole read, Pages.Head head) {
        List<JsonNode> rows = head.rows();
        return rows.size() == Math.min(written.size() + 1, head.count())
                && rows.stream().limit(written.size()).allMatch(row -> isSame(written.get(idOf(row)), row))
                && rows.stream()
                        .skip(written.size())
                        .allMatch(row -> !written.containsKey(idOf(row))
                                && read.datasets().stream().anyMatch(dataset -> isSame(dataset, row)));
    }

    private static boolean isSame(@Nullable ListedDataset dataset, JsonNode row) {
        return dataset != null
                && dataset.id() == idOf(row)
                && dataset.uuid().equals(row.path("uuid").asString(""))
                && dataset.changedOn().equals(row.path("changed_on_utc").asString(""));
    }

    private static int idOf(JsonNode row) {
        return row.path("id").asInt();
    }

    /**
     * What was read.
     *
     * @param databases the databases, by id
     * @param datasets the list
     */
    record Whole(Map<Integer, Databases.Entry> databases, List<ListedDataset> datasets) {

        Whole {
            datasets = List.copyOf(datasets);
        }

        private Whole with(Map<Integer, ListedDataset> newer) {
            Stream<ListedDataset> now = datasets.stream().map(dataset -> newer.getOrDefault(dataset.id(), dataset));
            return new Whole(databases, now.toList());
        }

        /** The same, as others see it. */
        Standstill standstill() {
            return new Standstill(
                    databases.values().stream().map(Databases.Entry::database).toList(), datasets);
        }
    }
}
