package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Standstill;
import java.lang.ref.SoftReference;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The dataset list of a target as it was last read whole, so that the next one need only ask whether it still is so. It
 * is dropped where memory is short or we write ourselves, and does not outlive the process.
 */
final class LastList {

    private SoftReference<Standstill> last = new SoftReference<>(null);

    synchronized void remember(Standstill read) {
        last = new SoftReference<>(read);
    }

    synchronized void forget() {
        last = new SoftReference<>(null);
    }

    synchronized boolean isKnown() {
        return last.get() != null;
    }

    /** What was read, if there are as many datasets as then, and the one that changed last is one that was read like this. */
    synchronized Optional<Standstill> ifStill(Pages.Newest newest) {
        return Optional.ofNullable(last.get())
                .filter(read -> read.datasets().size() == newest.count())
                .filter(read -> read.datasets().stream().anyMatch(dataset -> isSame(dataset, newest.row())));
    }

    private static boolean isSame(ListedDataset dataset, JsonNode row) {
        return dataset.id() == row.path("id").asInt()
                && dataset.uuid().equals(row.path("uuid").asString(""))
                && dataset.changedOn().equals(row.path("changed_on_utc").asString(""));
    }
}
