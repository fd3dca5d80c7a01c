package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PUT /dataset/{id}}: attributes are set one by one, lists of columns and metrics are complete lists, joined to
 * what is there by id alone. What the database under a real Superset refuses (names that are still taken while the
 * rows are written one after the other, texts that are too long) is refused with the same few words.
 */
final class DatasetUpdate {

    private static final String COULD_NOT = "Dataset could not be updated.";
    private static final int LONGEST_LABEL = 1024;

    private final SupersetVersion version;
    private final Metadata metadata;
    private final DatasetSchema schema;
    private final DatasetRows rows;

    DatasetUpdate(SupersetVersion version, Metadata metadata) {
        this.version = version;
        this.metadata = metadata;
        this.schema = new DatasetSchema(version);
        this.rows = new DatasetRows(metadata);
    }

    Answer update(Call call, int user) {
        ObjectNode body = call.object();
        schema.checkPut(body);
        ObjectNode change = body.deepCopy();
        if (!change.has("always_filter_main_dttm")) {
            change.put("always_filter_main_dttm", false);
        }
        ObjectNode stored = metadata.get(Kind.DATASET, call.id());
        Ownership.check(metadata, stored, user);
        ObjectNode dataset = stored.deepCopy();
        checkCatalog(change, dataset);
        boolean attributesChanged = setAttributes(dataset, change);
        checkName(dataset, body);
        rows.owners(body).ifPresent(owners -> dataset.set("owners", Ownership.kept(metadata, owners, user)));
        for (Children children : Children.values()) {
            if (change.path(children.key) instanceof ArrayNode entries) {
                dataset.set(children.key, write(children, dataset, entries));
            }
        }
        boolean childrenSent = change.has("columns") || change.has("metrics");
        if (attributesChanged || (version.isSix() && childrenSent)) {
            rows.touched(dataset, user);
        }
        stored.setAll(dataset);
        return Answer.ok(Json.object().put("id", call.id()).set("result", change));
    }

    private void checkCatalog(ObjectNode change, ObjectNode dataset) {
        if (!version.isSix()) {
            if (change.path("catalog").asString("").isEmpty()) {
                dataset.put("catalog", Warehouse.CATALOG);
            }
            return;
        }
        if (change.has("catalog") && !change.path("catalog").asString("").equals(Warehouse.CATALOG)) {
            throw new Refused(
                    Answer.message(422, "catalog", "Only the default catalog is supported for this connection"));
        }
        if (dataset.path("catalog").isNull()) {
            dataset.put("catalog", Warehouse.CATALOG);
        }
    }

    private boolean setAttributes(ObjectNode dataset, ObjectNode change) {
        ObjectNode before = dataset.deepCopy();
        change.forEachEntry((name, value) -> {
            boolean isDefault = name.equals("catalog") && value.asString("").isEmpty();
            if (!isDefault && !Set.of("columns", "metrics", "owners").contains(name)) {
                dataset.set(name, value);
            }
        });
        return !before.equals(dataset);
    }

    /** Older servers look for the name only where the body says to; the key of the database finds it anyway. */
    private void checkName(ObjectNode dataset, ObjectNode body) {
        boolean looks = version.isSix() || (body.has("schema") && body.has("catalog"));
        if (looks && body.has("table_name") && rows.isTaken(dataset)) {
            throw new Refused(
                    Answer.message(422, "table", "Dataset " + DatasetRows.fullName(dataset) + " already exists"));
        }
        if (rows.violatesUniqueKey(dataset)) {
            throw new Refused(Answer.message(422, COULD_NOT));
        }
    }

    private ArrayNode write(Children children, ObjectNode dataset, ArrayNode entries) {
        Map<Integer, JsonNode> existing = new HashMap<>();
        dataset.path(children.key).forEach(row -> existing.put(row.path("id").asInt(), row));
        check(children, existing, entries);
        List<ObjectNode> inserted = new ArrayList<>();
        List<ObjectNode> updated = new ArrayList<>();
        for (JsonNode entry : entries) {
            JsonNode old = existing.get(entry.path("id").asInt(0));
            if (old == null) {
                inserted.add(merged(children.blank(rows, entry), entry));
            } else {
                updated.add(merged((ObjectNode) old.deepCopy(), entry));
            }
        }
        checkUniqueKey(children, existing, updated);
        inserted.addAll(updated);
        inserted.forEach(DatasetUpdate::checkLength);
        return Json.array(inserted);
    }

    private ObjectNode merged(ObjectNode row, JsonNode entry) {
        row.setAll((ObjectNode) entry);
        JsonNode currency = row.path("currency");
        if (version.isSix() && currency.isString()) {
            row.set("currency", currency.asString().isEmpty() ? Json.object() : Json.read(currency.asString()));
        }
        return row;
    }

    private static void check(Children children, Map<Integer, JsonNode> existing, ArrayNode entries) {
        Set<String> names = new HashSet<>();
        for (JsonNode entry : entries) {
            if (!names.add(entry.path(children.name).asString())) {
                throw children.refusal("are duplicated");
            }
        }
        for (JsonNode entry : entries) {
            if (entry.has("id") && !existing.containsKey(entry.path("id").asInt())) {
                throw children.refusal("do not exist");
            }
        }
        for (JsonNode entry : entries) {
            boolean isNew = !entry.has("id");
            if (isNew && existing.values().stream().anyMatch(old -> sameName(children, old, entry))) {
                throw children.refusal("already exist");
            }
        }
    }

    /** Rows are written one after the other, and those to be dropped still stand while the others are written. */
    private static void checkUniqueKey(Children children, Map<Integer, JsonNode> existing, List<ObjectNode> updated) {
        Map<Integer, JsonNode> standing = new HashMap<>(existing);
        for (ObjectNode row : updated) {
            int id = row.path("id").asInt();
            standing.remove(id);
            if (standing.values().stream().anyMatch(other -> sameName(children, other, row))) {
                throw new Refused(Answer.message(422, COULD_NOT));
            }
            standing.put(id, row);
        }
    }

    private static boolean sameName(Children children, JsonNode one, JsonNode other) {
        return one.path(children.name).equals(other.path(children.name));
    }

    private static void checkLength(ObjectNode row) {
        if (row.path("verbose_name").asString("").length() > LONGEST_LABEL) {
            throw new Refused(Answer.message(422, COULD_NOT));
        }
    }

    /** The two lists of a dataset. */
    private enum Children {
        /** Its columns. */
        COLUMNS("columns", "column_name"),
        /** Its metrics. */
        METRICS("metrics", "metric_name");

        private final String key;
        private final String name;

        Children(String key, String name) {
            this.key = key;
            this.name = name;
        }

        private ObjectNode blank(DatasetRows rows, JsonNode entry) {
            String called = entry.path(name).asString();
            return this == COLUMNS ? rows.column(called) : rows.metric(called);
        }

        private Refused refusal(String what) {
            return new Refused(Answer.message(422, key, "One or more " + key + " " + what));
        }
    }
}
