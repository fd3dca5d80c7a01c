package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * What lists told of datasets and other answers do not, or write differently: the uuid before 6.0, and the time of
 * change, which a dataset tells in the server's local time.
 */
final class Listed {

    /** Time zones differ by quarters of an hour; two changes do not, to the microsecond. */
    private static final Duration ZONE_STEP = Duration.ofMinutes(15);

    private final Map<Integer, ListedDataset> byId = new ConcurrentHashMap<>();

    void remember(Collection<ListedDataset> datasets) {
        datasets.forEach(dataset -> byId.put(dataset.id(), dataset));
    }

    /** The uuid, empty if no list had the dataset. */
    Optional<String> uuid(int id) {
        return Optional.ofNullable(byId.get(id)).map(ListedDataset::uuid);
    }

    /** When a dataset changed, as a list would write it. */
    String changedOn(int id, JsonNode json) {
        String local = json.path("changed_on").asString("");
        ListedDataset dataset = byId.get(id);
        if (dataset != null && isSameMoment(local, dataset.changedOn())) {
            return dataset.changedOn();
        }
        return local.isEmpty() ? "" : local + "+0000";
    }

    private static boolean isSameMoment(String local, String listedUtc) {
        try {
            Duration between = Duration.between(
                    LocalDateTime.parse(local), LocalDateTime.parse(listedUtc.replaceAll("[+].*", "")));
            return between.toNanos() % ZONE_STEP.toNanos() == 0 && between.abs().toHours() < 15;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
