package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /dataset/}: looks into the warehouse for the columns, and always adds a metric {@code count}. */
final class DatasetCreation {

    private final Metadata metadata;
    private final Warehouse warehouse;
    private final Queries queries;
    private final DatasetSchema schema;
    private final DatasetRows rows;
    private final DatasetViews views;

    DatasetCreation(SupersetVersion version, Metadata metadata, Warehouse warehouse, Queries queries) {
        this.metadata = metadata;
        this.warehouse = warehouse;
        this.queries = queries;
        this.schema = new DatasetSchema(version);
        this.rows = new DatasetRows(metadata);
        this.views = new DatasetViews(version, metadata);
    }

    Answer create(Call call, int user) {
        ObjectNode body = call.object();
        schema.checkPost(body);
        ObjectNode dataset = candidate(body, user);
        String sql = body.path("sql").asString("");
        List<ColumnType> columns = sql.isEmpty() ? columnsOfTable(dataset) : columnsOfQuery(dataset, sql);
        if (rows.violatesUniqueKey(dataset)) {
            return Answer.message(422, "Dataset could not be created.");
        }
        addColumns(dataset, columns);
        addCount(dataset);
        metadata.add(Kind.DATASET, dataset);
        ObjectNode answer = Json.object().put("id", dataset.path("id").asInt());
        answer.set("result", body);
        answer.set("data", views.created(dataset));
        return Answer.json(201, answer);
    }

    private ObjectNode candidate(ObjectNode body, int user) {
        int database = body.path("database").asInt();
        if (metadata.find(Kind.DATABASE, database).isEmpty()) {
            throw new Refused(Answer.message(422, "database", "Database does not exist"));
        }
        ObjectNode dataset = rows.dataset(
                database,
                body.path("schema").stringValue(null),
                body.path("table_name").asString(),
                user);
        for (String field : List.of("sql", "uuid", "template_params", "always_filter_main_dttm", "normalize_columns")) {
            if (body.hasNonNull(field)) {
                dataset.set(field, body.path(field));
            }
        }
        if (rows.isTaken(dataset)) {
            throw new Refused(
                    Answer.message(422, "table", "Dataset " + DatasetRows.fullName(dataset) + " already exists"));
        }
        rows.owners(body).filter(owners -> !owners.isEmpty()).ifPresent(owners -> dataset.set("owners", owners));
        return dataset;
    }

    private List<ColumnType> columnsOfTable(ObjectNode dataset) {
        List<ColumnType> columns = warehouse.columns(
                dataset.path("schema").asString("public"),
                dataset.path("table_name").asString());
        if (columns.isEmpty()) {
            throw new Refused(Answer.message(
                    422,
                    "table",
                    "Table [" + DatasetRows.fullName(dataset) + "] could not be found, please double check your"
                            + " database connection, schema, and table name"));
        }
        return columns;
    }

    private List<ColumnType> columnsOfQuery(ObjectNode dataset, String sql) {
        try {
            return queries.run(sql, dataset.path("schema").stringValue(null), 1).columnTypes();
        } catch (QueryFailed e) {
            throw new Refused(Answer.message(500, "Fatal error"));
        }
    }

    private void addColumns(ObjectNode dataset, List<ColumnType> columns) {
        ArrayNode array = Json.array();
        for (ColumnType column : columns) {
            array.add(rows.column(column.name())
                    .put("type", column.type())
                    .put("description", column.comment())
                    .put("is_dttm", column.isTemporal()));
        }
        dataset.set("columns", array);
        columns.stream()
                .filter(ColumnType::isTemporal)
                .findFirst()
                .ifPresent(column -> dataset.put("main_dttm_col", column.name()));
    }

    private void addCount(ObjectNode dataset) {
        ObjectNode count = rows.metric("count")
                .put("verbose_name", "COUNT(*)")
                .put("metric_type", "count")
                .put("expression", "COUNT(*)");
        dataset.set("metrics", Json.array().add(count));
    }
}
