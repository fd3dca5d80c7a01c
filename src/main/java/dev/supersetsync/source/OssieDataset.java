package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dataset of Ossie and the model that it becomes: a table, or a query. It knows what its fields are in SQL, for metrics
 * and joins that name them.
 */
final class OssieDataset {

    private static final Set<String> KNOWN = Set.of(
            "name", "source", "primary_key", "unique_keys", "description", "ai_context", "fields", "custom_extensions");
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*+(\\(|select\\b|with\\b).*");

    private final Placed placed;
    private final String name;
    private final @Nullable TableName table;
    private final @Nullable String query;
    private final Drafted model;
    private final SequencedMap<String, OssieField> fields = new LinkedHashMap<>();
    private final OssieExtras extras = new OssieExtras();

    private OssieDataset(Draft draft, Placed placed, String name, @Nullable TableName table, @Nullable String query) {
        this.placed = placed;
        this.name = name;
        this.table = table;
        this.query = query;
        this.model = draft.model(placed.part(), placed.path(), table == null ? name : table.table());
    }

    /** The dataset; empty if it is refused. */
    static Optional<OssieDataset> read(Draft draft, Placed placed) {
        Optional<String> name = placed.required(draft, "name");
        Optional<String> source = placed.required(draft, "source");
        if (name.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        boolean isQuery = QUERY.matcher(source.get()).matches();
        Optional<TableName> table = isQuery ? Optional.empty() : TableName.of(source.get());
        if (!isQuery && table.isEmpty()) {
            placed.refuse(draft, "source", "is neither a table, such as database.schema.table, nor a query");
            return Optional.empty();
        }
        OssieDataset dataset =
                new OssieDataset(draft, placed, name.get(), table.orElse(null), isQuery ? source.get() : null);
        dataset.fill(draft);
        return Optional.of(dataset);
    }

    private void fill(Draft draft) {
        ObjectNode node = model.node();
        place(draft, node);
        if (query != null) {
            node.put("sql", query);
        }
        String description = placed.text("description");
        if (description != null) {
            node.put("description", description);
        }
        readFields(draft);
        OssieExtras.applySettings(draft, placed, node);
        extras.see(name, placed);
        fields.forEach((field, read) -> extras.see(field, read.placed()));
        placed.others(KNOWN).forEach(key -> model.lose(null, "the key " + key + " is not one of Ossie's"));
    }

    /** Says which database and schema a model of this dataset's tables is in. */
    void place(Draft draft, ObjectNode node) {
        String database = draft.database(ownDatabase());
        if (database != null) {
            node.put("database", database);
        }
        if (table != null && table.schema() != null) {
            node.put("schema", table.schema());
        }
    }

    private void readFields(Draft draft) {
        placed.refuseUnlessList(draft, "fields");
        for (Placed field : placed.list("fields")) {
            OssieField.read(draft, field, name, model).ifPresent(read -> {
                fields.putIfAbsent(read.name(), read);
                read.write(draft, model.column(read.name()));
                if (read.isTimeOfAnotherType()) {
                    model.lose(
                            "columns." + read.name(),
                            "the field " + read.name() + " is a time dimension (is_time) of another type than a date,"
                                    + " and Superset knows only dates as time");
                }
            });
        }
    }

    /** Takes over a metric that is about this dataset only. */
    void add(Draft draft, OssieMetric metric) {
        ObjectNode node = model.metric(metric.name());
        metric.calculate(node, ColumnName::name, this::bare);
        metric.describe(draft, node);
        extras.see(metric.name(), metric.placed());
    }

    /** Tells what was lost of all that came to it. */
    void finish() {
        extras.lose(message -> model.lose(null, message));
    }

    /** A field or column as it is written in SQL on this dataset alone. */
    private String bare(ColumnName column) {
        OssieField field = fields.get(column.name());
        if (field == null) {
            return column.written();
        }
        return field.isColumn() ? field.sql() : SqlText.parenthesized(field.sql());
    }

    String name() {
        return name;
    }

    boolean hasField(String field) {
        return fields.containsKey(field);
    }

    /** The fields in SQL where this dataset is one of several; those that cannot be written so are left out. */
    Map<String, String> qualifiedFields() {
        Map<String, String> qualified = new LinkedHashMap<>();
        fields.forEach((field, read) -> read.qualified(name).ifPresent(sql -> qualified.put(field, sql)));
        return qualified;
    }

    List<OssieField> fields() {
        return List.copyOf(fields.values());
    }

    /** A column of its table where this dataset is one of several. */
    String qualified(String column) {
        return SqlNames.alias(name) + "." + SqlNames.written(column);
    }

    /** What a query reads its rows from. */
    String asTable() {
        return table == null ? JoinedQuery.asTable(String.valueOf(query)) : table.inDatabase();
    }

    @Nullable
    String ownDatabase() {
        return table == null ? null : table.top();
    }

    /** The sets of columns that each tell its rows apart; none if it does not say. */
    List<List<String>> keys() {
        List<List<String>> keys = new ArrayList<>();
        List<String> primary = placed.texts("primary_key");
        if (!primary.isEmpty()) {
            keys.add(primary);
        }
        for (JsonNode key : placed.fields().list("unique_keys")) {
            List<String> columns = key.valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .toList();
            if (!columns.isEmpty()) {
                keys.add(columns);
            }
        }
        return keys;
    }
}
