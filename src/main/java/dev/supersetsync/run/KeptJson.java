package dev.supersetsync.run;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Attachments;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns what a backup keeps into JSON and back. It is the form of the storage, and of the file in a downloaded backup. */
@Component
class KeptJson {

    private static final String CREATED = "CREATED";
    private static final String DELETED = "DELETED";

    private final StoredJson json;
    private final DatasetJson datasets;

    KeptJson(StoredJson json, DatasetJson datasets) {
        this.json = json;
        this.datasets = datasets;
    }

    byte[] write(Kept kept) {
        return bytes(tree(kept));
    }

    byte[] write(ActualDataset dataset) {
        return bytes(actual(dataset));
    }

    /** What is kept, with the dataset as the run left it, null if that is not known. */
    Kept read(byte[] kept, byte @Nullable [] left) {
        JsonNode tree = node(kept);
        ActualDataset there = left == null ? null : actual(node(left));
        String kind = tree.required("kind").stringValue();
        return switch (kind) {
            case CREATED -> new Kept.Created(datasets.of(tree.required("after")), there);
            case DELETED ->
                new Kept.Deleted(
                        actual(tree.required("before")),
                        orNull(tree, "remembered", this::applied),
                        json.read(tree.required("attachments").toString(), Attachments.class),
                        tree.required("rules_known").booleanValue());
            default ->
                new Kept.Changed(
                        Action.valueOf(kind),
                        actual(tree.required("before")),
                        orNull(tree, "remembered", this::applied),
                        datasets.of(tree.required("after")),
                        there);
        };
    }

    private Map<String, @Nullable Object> tree(Kept kept) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        switch (kept) {
            case Kept.Created created -> {
                tree.put("kind", CREATED);
                tree.put("after", datasets.tree(created.after()));
            }
            case Kept.Changed changed -> {
                tree.put("kind", changed.action().name());
                tree.put("before", actual(changed.before()));
                tree.put("remembered", applied(changed.remembered()));
                tree.put("after", datasets.tree(changed.after()));
            }
            case Kept.Deleted deleted -> {
                tree.put("kind", DELETED);
                tree.put("before", actual(deleted.before()));
                tree.put("remembered", applied(deleted.remembered()));
                tree.put("attachments", deleted.attachments());
                tree.put("rules_known", deleted.areRulesKnown());
            }
        }
        return tree;
    }

    private Map<String, @Nullable Object> actual(ActualDataset actual) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("id", actual.id());
        tree.put("uuid", actual.uuid());
        tree.put("database_id", actual.databaseId());
        tree.put("stored_catalog", actual.storedCatalog());
        tree.put("dataset", datasets.tree(actual.dataset()));
        tree.put("mark", actual.mark());
        tree.put("changed_on", actual.changedOn());
        tree.put("column_ids", actual.columnIds());
        tree.put("metric_ids", actual.metricIds());
        return tree;
    }

    private ActualDataset actual(JsonNode tree) {
        return new ActualDataset(
                tree.required("id").intValue(),
                tree.required("uuid").stringValue(),
                tree.required("database_id").intValue(),
                text(tree, "stored_catalog"),
                datasets.of(tree.required("dataset")),
                orNull(tree, "mark", mark -> json.read(mark.toString(), Mark.class)),
                tree.required("changed_on").stringValue(),
                ids(tree.required("column_ids")),
                ids(tree.required("metric_ids")));
    }

    private @Nullable Map<String, @Nullable Object> applied(@Nullable Applied applied) {
        if (applied == null) {
            return null;
        }
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("uuid", applied.uuid());
        tree.put("superset_id", applied.supersetId());
        tree.put("document", applied.document());
        tree.put("created", applied.created());
        tree.put("marked_document", applied.markedDocument());
        tree.put("marked", applied.marked());
        tree.put("declared", datasets.tree(applied.declared()));
        tree.put("retained", applied.retained());
        return tree;
    }

    private Applied applied(JsonNode tree) {
        return new Applied(
                tree.required("uuid").stringValue(),
                tree.required("superset_id").intValue(),
                text(tree, "document"),
                tree.required("created").booleanValue(),
                text(tree, "marked_document"),
                tree.required("marked").booleanValue(),
                datasets.of(tree.required("declared")),
                names(tree.required("retained")));
    }

    private static Set<String> names(JsonNode list) {
        return StreamSupport.stream(list.values().spliterator(), false)
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }

    private static Map<String, Integer> ids(JsonNode tree) {
        return tree.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, id -> id.getValue().intValue()));
    }

    private static <T> @Nullable T orNull(JsonNode tree, String member, Function<JsonNode, T> read) {
        JsonNode node = tree.required(member);
        return node.isNull() ? null : read.apply(node);
    }

    private static @Nullable String text(JsonNode tree, String member) {
        JsonNode node = tree.required(member);
        return node.isNull() ? null : node.stringValue();
    }

    private byte[] bytes(Object tree) {
        return json.write(tree).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode node(byte[] bytes) {
        return json.tree(new String(bytes, StandardCharsets.UTF_8));
    }

    /** All of a backup as one list. */
    byte[] list(byte[]... items) {
        return Arrays.stream(items)
                .map(item -> new String(item, StandardCharsets.UTF_8))
                .collect(Collectors.joining(",\n", "[", "]\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
