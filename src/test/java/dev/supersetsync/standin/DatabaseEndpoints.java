package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connections to warehouses, and what can be seen in them. All lead to the one warehouse, whatever dialect their address
 * claims.
 */
final class DatabaseEndpoints {

    private static final Listing LISTING = new Listing(
            List.of(
                    "allow_multi_catalog",
                    "backend",
                    "changed_on",
                    "database_name",
                    "expose_in_sqllab",
                    "extra",
                    "id",
                    "uuid"),
            Set.of("database_name", "changed_on", "expose_in_sqllab"),
            Set.of("database_name", "uuid", "expose_in_sqllab"));

    private static final String UNREACHABLE = "unreachable";
    private static final Pattern DIALECT = Pattern.compile("^([a-z]+)(\\+\\w+)?://.*");

    private final SupersetVersion version;
    private final Metadata metadata;
    private final Warehouse warehouse;

    DatabaseEndpoints(SupersetVersion version, Metadata metadata, Warehouse warehouse) {
        this.version = version;
        this.metadata = metadata;
        this.warehouse = warehouse;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/database/", call -> LISTING.answer(call, metadata.all(Kind.DATABASE))),
                Route.write("POST", "/api/v1/database/", this::create),
                Route.get("/api/v1/database/(\\d+)", this::one),
                Route.get("/api/v1/database/(\\d+)/catalogs/", this::catalogs),
                Route.get("/api/v1/database/(\\d+)/schemas/", this::schemas),
                Route.get("/api/v1/database/(\\d+)/tables/", this::tables),
                Route.get("/api/v1/database/(\\d+)/table_metadata/", this::tableMetadata));
    }

    static ObjectNode row(String name, String now) {
        return Json.object("database_name", name)
                .put("backend", "postgresql")
                .put("expose_in_sqllab", true)
                .put("allow_multi_catalog", false)
                .put("extra", "{}")
                .put("changed_on", now);
    }

    private Answer create(Call call) {
        ObjectNode request = call.object();
        String name = request.path("database_name").asString("");
        if (name.isEmpty()) {
            return Answer.message(400, "database_name", "Missing data for required field.");
        }
        if (metadata.all(Kind.DATABASE).stream()
                .anyMatch(row -> row.path("database_name").asString("").equals(name))) {
            return Answer.message(422, "database_name", "A database with the same name already exists.");
        }
        String uri = request.path("sqlalchemy_uri").asString("");
        Matcher dialect = DIALECT.matcher(uri);
        if (!dialect.matches() || uri.contains(UNREACHABLE)) {
            return Answer.errors(
                    422,
                    "CONNECTION_INVALID_HOSTNAME_ERROR",
                    "The hostname \"unreachable\" cannot be resolved.",
                    Json.object("hostname", UNREACHABLE));
        }
        int id = metadata.add(Kind.DATABASE, row(name, metadata.now()).put("backend", dialect.group(1)))
                .path("id")
                .asInt();
        ObjectNode echo = request.deepCopy();
        echo.put("sqlalchemy_uri", uri.replaceAll(":[^:@/]+@", ":XXXXXXXXXX@"));
        return Answer.json(201, Json.object().put("id", id).set("result", echo));
    }

    private Answer one(Call call) {
        ObjectNode row = metadata.get(Kind.DATABASE, call.id());
        return Answer.ok(Json.object().put("id", call.id()).set("result", row));
    }

    private Answer catalogs(Call call) {
        metadata.get(Kind.DATABASE, call.id());
        return Answer.ok(Json.object("result", Json.texts(Warehouse.CATALOG)));
    }

    private Answer schemas(Call call) {
        metadata.get(Kind.DATABASE, call.id());
        ArrayNode schemas = Json.texts(warehouse.schemas().toArray(String[]::new));
        return Answer.ok(Json.object("result", schemas.add("information_schema")));
    }

    private Answer tables(Call call) {
        JsonNode q = call.rison();
        if (!q.has("schema_name")) {
            return Answer.message(400, "Not a valid rison schema 'schema_name' is a required property");
        }
        if (metadata.find(Kind.DATABASE, call.id()).isEmpty()) {
            return version.wordsMissingDatabases() ? Answer.error(404, "Database not found.") : Answer.notFound();
        }
        ArrayNode result = Json.array();
        for (Warehouse.Table table : warehouse.tables(q.path("schema_name").asString())) {
            ObjectNode row = result.addObject().put("value", table.name()).put("type", table.view() ? "view" : "table");
            if (!table.view()) {
                row.putNull("extra");
            }
        }
        return Answer.ok(Json.object().put("count", result.size()).set("result", result));
    }

    private Answer tableMetadata(Call call) {
        metadata.get(Kind.DATABASE, call.id());
        String name = call.query().get("name");
        if (name == null) {
            ObjectNode messages = Json.object("name", Json.texts("Missing data for required field."));
            return Answer.errors(
                    422,
                    "INVALID_PAYLOAD_SCHEMA_ERROR",
                    "An error happened when validating the request",
                    Json.object("messages", messages));
        }
        List<ColumnType> columns = warehouse.columns(call.query().getOrDefault("schema", "public"), name);
        if (columns.isEmpty()) {
            return call.wantsHtml() ? Answer.html(500) : missingTable(name);
        }
        ObjectNode result = Json.object("name", name).putNull("comment");
        ArrayNode rows = result.putArray("columns");
        for (ColumnType column : columns) {
            rows.addObject()
                    .put("name", column.name())
                    .put("type", column.shortType())
                    .put("longType", column.longType())
                    .put("comment", column.comment())
                    .putArray("keys");
        }
        return Answer.ok(result);
    }

    private Answer missingTable(String name) {
        return Answer.errors(500, "GENERIC_BACKEND_ERROR", name, Json.object());
    }
}
