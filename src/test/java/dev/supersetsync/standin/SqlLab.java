package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /sqllab/execute/}: any reading queries, and of the result of the last one no more rows than are shown. */
final class SqlLab {

    private static final int MOST_ROWS = 100_000;
    private static final int LONGEST_CLIENT_ID = 11;

    /** On a line of its own, which is all that is told from a text here. */
    private static final Pattern SEMICOLON = Pattern.compile("\n;\n");

    private static final Set<String> KNOWN = Set.of(
            "database_id",
            "sql",
            "client_id",
            "queryLimit",
            "sql_editor_id",
            "catalog",
            "schema",
            "tab",
            "ctas_method",
            "templateParams",
            "tmp_table_name",
            "select_as_cta",
            "runAsync",
            "expand_data");

    private final SupersetVersion version;
    private final Metadata metadata;
    private final Queries queries;
    private final int shownRows;

    SqlLab(SupersetVersion version, Metadata metadata, Queries queries, int shownRows) {
        this.version = version;
        this.metadata = metadata;
        this.queries = queries;
        this.shownRows = shownRows;
    }

    List<Route> routes() {
        return List.of(Route.write("POST", "/api/v1/sqllab/execute/", this::execute));
    }

    private Answer execute(Call call) {
        ObjectNode body = call.object();
        check(body);
        int limit = Math.min(body.path("queryLimit").asInt(1000), MOST_ROWS);
        ObjectNode query = metadata.add(Kind.QUERY, body.deepCopy());
        try {
            Queries.Result last = null;
            for (String statement : SEMICOLON.split(body.path("sql").asString(""))) {
                last = queries.run(statement, body.path("schema").stringValue(null), limit > 0 ? limit : MOST_ROWS);
            }
            return Answer.ok(success(query.path("id").asInt(), Objects.requireNonNull(last)));
        } catch (QueryFailed failed) {
            return failure(body.path("sql").asString(""), failed);
        }
    }

    private void check(ObjectNode body) {
        for (String field : List.of("database_id", "sql")) {
            if (!body.has(field)) {
                throw new Refused(Answer.message(400, field, "Missing data for required field."));
            }
        }
        body.propertyNames().stream()
                .filter(field -> !KNOWN.contains(field))
                .filter(field -> version.isSix() || !field.equals("json"))
                .findFirst()
                .ifPresent(field -> {
                    throw new Refused(Answer.message(400, field, "Unknown field."));
                });
        if (metadata.find(Kind.DATABASE, body.path("database_id").asInt(0)).isEmpty()) {
            throw new Refused(Answer.errors(
                    500,
                    "GENERIC_BACKEND_ERROR",
                    "The database referenced in this query was not found.",
                    Json.object()));
        }
        if (body.path("client_id").asString("").length() > LONGEST_CLIENT_ID) {
            throw new Refused(internal("Failed to execute query: value too long for type character varying(11)"));
        }
    }

    private ObjectNode success(int id, Queries.Result result) {
        ArrayNode columns = Json.array();
        for (ColumnType column : result.columnTypes()) {
            columns.addObject()
                    .put("column_name", column.name())
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("type_generic", ColumnType.generic(column.type()))
                    .put("is_dttm", column.isTemporal());
        }
        ArrayNode data = Json.array();
        boolean allShown = result.rows().size() <= shownRows;
        for (List<JsonNode> row : allShown ? result.rows() : result.rows().subList(0, shownRows)) {
            ObjectNode entry = data.addObject();
            for (int i = 0; i < row.size(); i++) {
                entry.set(result.columnTypes().get(i).name(), row.get(i));
            }
        }
        ObjectNode answer = Json.object().put("query_id", id).put("status", "success");
        answer.set("data", data);
        answer.set("columns", columns);
        answer.set("selected_columns", columns.deepCopy());
        answer.set(
                "query",
                Json.object()
                        .put("rows", result.rows().size())
                        .put("limitingFactor", result.more() ? limited() : "NOT_LIMITED")
                        .put("state", "success"));
        return allShown ? answer : answer.put("displayLimitReached", true);
    }

    private String limited() {
        return version.isSix() ? "UNKNOWN" : "DROPDOWN";
    }

    private Answer failure(String sql, QueryFailed failed) {
        return switch (failed.reason()) {
            case NO_COLUMN ->
                Answer.errors(
                        500,
                        "COLUMN_DOES_NOT_EXIST_ERROR",
                        "We can't seem to resolve the column \"" + failed.subject() + "\" at line 1.",
                        Json.object("engine_name", "PostgreSQL"));
            case SYNTAX ->
                Answer.errors(
                        version.isSix() ? 422 : 500,
                        "INVALID_SQL_ERROR",
                        "Error parsing near '" + failed.subject() + "' at line 1:1",
                        Json.object("sql", sql).put("engine", "postgresql"));
            case WRITES ->
                Answer.errors(
                        500,
                        "DML_NOT_ALLOWED_ERROR",
                        "This database does not allow for DDL/DML, but the query mutates data.",
                        Json.object());
            case EMPTY -> internal("Failed to execute query '1' - '': " + failed.text());
            case OTHER ->
                Answer.errors(
                        500,
                        "GENERIC_DB_ENGINE_ERROR",
                        "postgresql error: " + failed.text(),
                        Json.object("engine_name", "PostgreSQL"));
        };
    }

    private static Answer internal(String message) {
        return Answer.json(500, Json.object("errors", Json.array().add(Json.object("message", message))));
    }
}
