package dev.supersetsync.testenv;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Superset's REST API, plain, for tests to look at Superset from the outside and to do there what people do: make
 * charts, dashboards, filters, roles, rules. Paths are those below {@code /api/v1}; a body is anything that Jackson
 * writes. It shares no code with the service's own client.
 */
public final class SupersetApi {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final String BOUNDARY = "superset-sync-test-boundary";

    private final SupersetHttp http;

    private SupersetApi(SupersetHttp http) {
        this.http = http;
    }

    /** An answer of any status. */
    public record Answer(int status, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Signed in as the administrator of a server. */
    public static SupersetApi of(SupersetServer server) {
        return signIn(server.baseUrl(), server.username(), server.password());
    }

    public static SupersetApi signIn(String baseUrl, String username, String password) {
        var http = new SupersetHttp(baseUrl, username, password);
        http.signIn();
        return new SupersetApi(http);
    }

    public JsonNode get(String path) {
        return expectSuccess("GET", path, null);
    }

    /** The rows of a list endpoint that its {@code q}, in Rison, selects. */
    public List<JsonNode> list(String path, String rison) {
        var query = URLEncoder.encode(rison, StandardCharsets.UTF_8);
        return get(path + "?q=" + query).path("result").valueStream().toList();
    }

    public JsonNode post(String path, Object body) {
        return expectSuccess("POST", path, body);
    }

    public JsonNode put(String path, Object body) {
        return expectSuccess("PUT", path, body);
    }

    public JsonNode delete(String path) {
        return expectSuccess("DELETE", path, null);
    }

    /** Sends a request and gives back whatever the answer is. */
    public Answer send(String method, String path, @Nullable Object body) {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return http.send(method, path, "application/json", content);
    }

    /** Imports a ZIP, with other fields of the form such as {@code overwrite}. */
    public Answer upload(String path, byte[] zip, Map<String, String> fields) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(part("name=\"%s\"".formatted(name), bytes(value))));
        body.writeBytes(part("name=\"formData\"; filename=\"import.zip\"", zip));
        body.writeBytes(bytes("--%s--\r\n".formatted(BOUNDARY)));
        return http.send(
                "POST",
                path,
                "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /** Makes a connection to a warehouse, or lets the one of this name point to it, and gives its id. */
    public int registerDatabase(String name, String sqlalchemyUri) {
        var database = Map.of("database_name", name, "sqlalchemy_uri", sqlalchemyUri, "expose_in_sqllab", true);
        return list("/database/", "(page_size:100)").stream()
                .filter(row -> row.path("database_name").asString().equals(name))
                .map(row -> row.path("id").asInt())
                .findFirst()
                .map(id -> {
                    put("/database/" + id, database);
                    return id;
                })
                .orElseGet(() -> id(post("/database/", database)));
    }

    /** Makes a dataset of a table, as a person does: Superset asks the warehouse for its columns. */
    public int createDataset(int database, @Nullable String schema, String table) {
        var dataset = new HashMap<String, Object>(Map.of("database", database, "table_name", table));
        if (schema != null) {
            dataset.put("schema", schema);
        }
        return id(post("/dataset/", dataset));
    }

    /** Makes a dataset of a query, as a person does in SQL Lab. */
    public int createVirtualDataset(int database, String schema, String name, String sql) {
        return id(post("/dataset/", Map.of("database", database, "schema", schema, "table_name", name, "sql", sql)));
    }

    public JsonNode dataset(int id) {
        return get("/dataset/" + id).path("result");
    }

    /** Makes a chart whose stored settings and query name what the query asks for. */
    public int createChart(String name, int dataset, String kind, Map<String, ?> settings, Map<String, ?> query) {
        var params = new HashMap<String, Object>(settings);
        params.put("datasource", dataset + "__table");
        params.put("viz_type", kind);
        var context = new HashMap<>(queryContext(dataset, query));
        context.put("form_data", params);
        return id(post(
                "/chart/",
                Map.of(
                        "slice_name",
                        name,
                        "viz_type",
                        kind,
                        "datasource_id",
                        dataset,
                        "datasource_type",
                        "table",
                        "params",
                        JSON.writeValueAsString(params),
                        "query_context",
                        JSON.writeValueAsString(context))));
    }

    /** The rows that a query on a dataset gives, as a chart would get them. */
    public List<JsonNode> chartData(int dataset, Map<String, ?> query) {
        return post("/chart/data", queryContext(dataset, query))
                .path("result")
                .path(0)
                .path("data")
                .valueStream()
                .toList();
    }

    /** The rows that a chart of a person gives, by its own stored query. */
    public List<JsonNode> renderedChart(int chart) {
        return get("/chart/" + chart + "/data/")
                .path("result")
                .path(0)
                .path("data")
                .valueStream()
                .toList();
    }

    /** The answer to a query on a dataset, of any status. */
    public Answer tryChartData(int dataset, Map<String, ?> query) {
        return send("POST", "/chart/data", queryContext(dataset, query));
    }

    /** Makes a dashboard with charts beside each other, and native filters on columns of datasets. */
    public int createDashboard(String title, List<Integer> charts, List<NativeFilter> filters) {
        int dashboard = id(post(
                "/dashboard/",
                Map.of(
                        "dashboard_title",
                        title,
                        "published",
                        true,
                        "position_json",
                        JSON.writeValueAsString(DashboardLayout.positions(title, charts)),
                        "json_metadata",
                        JSON.writeValueAsString(DashboardLayout.metadata(filters)))));
        charts.forEach(chart -> put("/chart/" + chart, Map.of("dashboards", List.of(dashboard))));
        return dashboard;
    }

    /** Makes a role without rights; they are Superset's own names of them, such as {@code can_read} on {@code Dataset}. */
    public int createRole(String name) {
        return id(post("/security/roles/", Map.of("name", name)));
    }

    /** Makes a user who can sign in. */
    public int createUser(String username, String password, List<Integer> roles) {
        return id(post(
                "/security/users/",
                Map.of(
                        "username", username,
                        "password", password,
                        "first_name", username,
                        "last_name", "Example",
                        "email", username + "@example.org",
                        "active", true,
                        "roles", roles)));
    }

    /** The id of a role that Superset comes with, such as {@code Alpha}. */
    public int role(String name) {
        return list("/security/roles/", "(page_size:100)").stream()
                .filter(row -> row.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Superset has no role " + name))
                .path("id")
                .asInt();
    }

    /** Makes a rule that adds a condition to every query of the roles on the datasets. */
    public int createRowLevelSecurity(String name, List<Integer> datasets, List<Integer> roles, String clause) {
        return id(post(
                "/rowlevelsecurity/",
                Map.of("name", name, "filter_type", "Regular", "tables", datasets, "roles", roles, "clause", clause)));
    }

    /** An ad-hoc aggregate of a column, as the chart builder writes it. */
    public static Map<String, Object> adHoc(String aggregate, String column) {
        return Map.of(
                "expressionType",
                "SIMPLE",
                "aggregate",
                aggregate,
                "column",
                Map.of("column_name", column),
                "label",
                "%s(%s)".formatted(aggregate, column));
    }

    private static Map<String, Object> queryContext(int dataset, Map<String, ?> query) {
        return Map.of(
                "datasource",
                Map.of("id", dataset, "type", "table"),
                "queries",
                List.of(query),
                "result_format",
                "json",
                "result_type",
                "full",
                "force",
                true);
    }

    private JsonNode expectSuccess(String method, String path, @Nullable Object body) {
        var answer = send(method, path, body);
        if (answer.status() >= 300) {
            throw new IllegalStateException("%s %s: %d %s".formatted(method, path, answer.status(), answer.text()));
        }
        return answer.json();
    }

    private static int id(JsonNode created) {
        return created.path("id").asInt();
    }

    private static byte[] part(String disposition, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(bytes("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, disposition)));
        part.writeBytes(content);
        part.writeBytes(bytes("\r\n"));
        return part.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
