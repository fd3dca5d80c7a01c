package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads datasets from Superset's JSON, of a list, of one, or of an export. */
final class DatasetMapper {

    static final String COLUMN_NAME = "column_name";
    static final String METRIC_NAME = "metric_name";

    private final Databases databases;
    private final Owners owners;

    DatasetMapper(Databases databases, Owners owners) {
        this.databases = databases;
        this.owners = owners;
    }

    ListedDataset listed(JsonNode row) {
        return new ListedDataset(
                row.path("id").asInt(),
                row.path("uuid").asString(""),
                key(row),
                "virtual".equals(row.path("kind").asString("")) ? Dataset.Kind.VIRTUAL : Dataset.Kind.PHYSICAL,
                Extra.read(row.path("extra")).mark(),
                row.path("changed_on_utc").asString(""));
    }

    /**
     * A dataset in full.
     *
     * @param json what Superset tells of it; without ids of columns and metrics, if it is from an export
     * @param uuid its uuid, which not every answer tells
     * @param changedOn when it changed, written as lists do
     */
    ActualDataset actual(JsonNode json, String uuid, String changedOn) {
        Collection<JsonNode> columns = byName(json.path("columns"), COLUMN_NAME);
        Collection<JsonNode> metrics = byName(json.path("metrics"), METRIC_NAME);
        Extra extra = Extra.read(json.path("extra"));
        var dataset = new Dataset(
                key(json),
                settings(json, extra),
                columns.stream().map(DatasetMapper::column).toList(),
                metrics.stream().map(DatasetMapper::metric).toList());
        return new ActualDataset(
                json.path("id").asInt(),
                uuid,
                json.path("database").path("id").asInt(),
                json.path("catalog").asString(null),
                dataset,
                extra.mark(),
                changedOn,
                ids(columns, COLUMN_NAME),
                ids(metrics, METRIC_NAME));
    }

    private DatasetKey key(JsonNode json) {
        JsonNode database = json.path("database");
        return new DatasetKey(
                database.path("database_name").asString(""),
                databases.normalised(database.path("id").asInt(), textOrNull(json.path("catalog"))),
                textOrNull(json.path("schema")),
                json.path("table_name").asString(""));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        String text = node.asString(null);
        return text == null || text.isEmpty() ? null : text;
    }

    private Settings settings(JsonNode json, Extra extra) {
        Map<Setting, Value> values = Fields.DATASET.read(json);
        addExtra(values, extra);
        if (json.has("owners")) {
            values.put(Setting.OWNERS, owners.named(json.path("owners")));
        }
        return Settings.of(values);
    }

    private static Column column(JsonNode json) {
        return new Column(json.path(COLUMN_NAME).asString(""), partSettings(Fields.COLUMN, json));
    }

    private static Metric metric(JsonNode json) {
        return new Metric(json.path(METRIC_NAME).asString(""), partSettings(Fields.METRIC, json));
    }

    private static Settings partSettings(Fields fields, JsonNode json) {
        var values = new EnumMap<Setting, Value>(Setting.class);
        values.putAll(fields.read(json));
        addExtra(values, Extra.read(json.path("extra")));
        return Settings.of(values);
    }

    private static void addExtra(Map<Setting, Value> values, Extra extra) {
        values.put(Setting.CERTIFICATION, extra.certification());
        values.put(Setting.EXTRA, extra.rest());
    }

    /**
     * By name, since an export has them in no order that means anything. Superset's imports let two parts of one name in;
     * the first one counts, the next write takes the other away.
     */
    private static Collection<JsonNode> byName(JsonNode parts, String nameMember) {
        var byName = new TreeMap<String, JsonNode>();
        parts.values().stream()
                .sorted(Comparator.comparingInt(part -> part.path("id").asInt(0)))
                .forEach(part -> byName.putIfAbsent(part.path(nameMember).asString(""), part));
        return byName.values();
    }

    private static Map<String, Integer> ids(Collection<JsonNode> parts, String nameMember) {
        return parts.stream()
                .filter(part -> part.has("id"))
                .collect(Collectors.toMap(
                        part -> part.path(nameMember).asString(""),
                        part -> part.path("id").asInt()));
    }
}
