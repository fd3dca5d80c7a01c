package dev.supersetsync.standin;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Superset keeps in its own database, as JSON objects by kind and id. It can be put back to an earlier content,
 * for writes that shall be lost. Whoever uses it holds its monitor. It knows no rules.
 */
final class Metadata {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Clock clock;
    private Map<Kind, TreeMap<Integer, ObjectNode>> rows = new LinkedHashMap<>();
    private final Map<Kind, Integer> lastIds = new LinkedHashMap<>();
    private Instant last = Instant.EPOCH;

    Metadata(Clock clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            rows.put(kind, new TreeMap<>());
            lastIds.put(kind, 0);
        }
    }

    /** A new id; like a sequence of the database it is never given twice, also not after a failure. */
    int nextId(Kind kind) {
        return lastIds.merge(kind, 1, Integer::sum);
    }

    ObjectNode add(Kind kind, ObjectNode row) {
        int id = nextId(kind);
        row.put("id", id);
        if (!row.hasNonNull("uuid")) {
            row.put("uuid", UUID.randomUUID().toString());
        }
        table(kind).put(id, row);
        return row;
    }

    Optional<ObjectNode> find(Kind kind, int id) {
        return Optional.ofNullable(table(kind).get(id));
    }

    ObjectNode get(Kind kind, int id) {
        return find(kind, id).orElseThrow(() -> new Refused(Answer.notFound()));
    }

    List<ObjectNode> all(Kind kind) {
        return List.copyOf(table(kind).values());
    }

    void remove(Kind kind, int id) {
        table(kind).remove(id);
    }

    /** The time of a change: never the same twice, as little as on a real server. */
    String now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return MICROSECONDS.format(last.atOffset(ZoneOffset.UTC));
    }

    Map<Kind, TreeMap<Integer, ObjectNode>> copy() {
        return rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> copy(entry.getValue())));
    }

    void putBack(Map<Kind, TreeMap<Integer, ObjectNode>> earlier) {
        rows = new LinkedHashMap<>(earlier);
    }

    private static TreeMap<Integer, ObjectNode> copy(TreeMap<Integer, ObjectNode> table) {
        TreeMap<Integer, ObjectNode> copy = new TreeMap<>();
        table.forEach((id, row) -> copy.put(id, row.deepCopy()));
        return copy;
    }

    private TreeMap<Integer, ObjectNode> table(Kind kind) {
        return java.util.Objects.requireNonNull(rows.get(kind));
    }

    /** The kinds of rows. Columns and metrics stand inside their dataset and have only their ids here. */
    enum Kind {
        /** People. */
        USER,
        /** Connections to warehouses. */
        DATABASE,
        /** Datasets. */
        DATASET,
        /** Columns of datasets. */
        COLUMN,
        /** Metrics of datasets. */
        METRIC,
        /** Charts. */
        CHART,
        /** Dashboards. */
        DASHBOARD,
        /** Queries of SQL Lab. */
        QUERY,
        /** Rules of row-level security. */
        RULE,
        /** Roles. */
        ROLE,
        /** Permissions to read single datasets. */
        PERMISSION,
        /** Tags. */
        TAG
    }
}
