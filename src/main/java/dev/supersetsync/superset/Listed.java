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
import tools.jackson.databind.node.MissingNode;

/**
 * What lists told of datasets and other answers do not, or write differently: the uuid before 6.0, the time of change,
 * which a dataset tells in the server's local time, and what no export tells.
 */
final class Listed {

    /** Time zones differ by quarters of an hour; two changes do not, to the microsecond. */
    private static final Duration ZONE_STEP = Duration.ofMinutes(15);

    private final Map<Integer, Row> byId = new ConcurrentHashMap<>();

    void remember(Collection<Row> rows) {
        rows.forEach(row -> byId.put(row.dataset().id(), row));
    }

    /** Everything that any list told. What was deleted since is still here. */
    Collection<ListedDataset> all() {
        return byId.values().stream().map(Row::dataset).toList();
    }

    /** Whether a dataset was told of, and has not changed since. */
    boolean knows(ListedDataset dataset) {
        return row(dataset.id()).map(Row::dataset).filter(dataset::equals).isPresent();
    }

    /** What a list told last, empty if none had the dataset. */
    Optional<Row> row(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether the last list that had the dataset did not tell all. */
    boolean isBrief(int id) {
        return row(id).filter(row -> row.owners().isMissingNode()).isPresent();
    }

    /** Whether the last list that had the dataset told of owners. */
    boolean hasOwners(int id) {
        return row(id).filter(row -> !row.owners().isEmpty()).isPresent();
    }

    /** The uuid, empty if no list had the dataset. */
    Optional<String> uuid(int id) {
        return row(id).map(row -> row.dataset().uuid());
    }

    /** When a dataset changed, as a list would write it. */
    String changedOn(int id, JsonNode json) {
        String local = json.path("changed_on").asString("");
        return row(id).map(row -> row.dataset().changedOn())
                .filter(listed -> isSameMoment(local, listed))
                .orElse(local.isEmpty() ? "" : local + "+0000");
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

    /**
     * A row of a list.
     *
     * @param dataset what it is about
     * @param database its database as Superset tells it, missing if the list is an earlier one
     * @param owners its owners as Superset tells them, missing if the list was not asked for them
     */
    record Row(ListedDataset dataset, JsonNode database, JsonNode owners) {

        /** What is left to tell of a row that was read before. */
        static Row brief(ListedDataset dataset) {
            return new Row(dataset, MissingNode.getInstance(), MissingNode.getInstance());
        }
    }
}
