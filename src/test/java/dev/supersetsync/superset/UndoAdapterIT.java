package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.BackupReader.Part;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.testenv.NativeFilter;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A deleted dataset comes back with all that hung on it, and at no moment lets anybody read what its rule hides. The
 * reader of the test has the whole database, so that nothing but the rule stands in the way.
 */
@ExtendWith(SupersetLog.class)
class UndoAdapterIT {

    private static final String QUERY = "SELECT id, who FROM undo_it.orders";
    private static final Map<String, ?> ALL_ROWS = Map.of("columns", List.of("who"), "row_limit", 100);
    private static final Mark MARK = new Mark("shop", true, "abc");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SupersetServer server = SupersetServer.shared();
    private final SupersetApi api = SupersetApi.of(server);
    private final TargetConnection superset = Connections.target(
                    Connections.withPassword(server.baseUrl(), server.username(), server.password()))
            .connect();
    private final String name = "undo-" + UUID.randomUUID().toString().substring(0, 8);
    private final Deque<String> made = new ArrayDeque<>();
    private int database;

    @BeforeEach
    void makeTables() {
        Warehouse.shared().execute("""
                DROP SCHEMA IF EXISTS undo_it CASCADE;
                CREATE SCHEMA undo_it;
                CREATE TABLE undo_it.orders (id bigint, who text);
                INSERT INTO undo_it.orders VALUES (1, 'mine'), (2, 'theirs');
                """);
        database = api.registerDatabase("undo", Warehouse.shared().sqlalchemyUri());
        api.list("/dataset/", "(columns:!(id,schema),page_size:100)").stream()
                .filter(dataset -> dataset.path("schema").asString("").startsWith("undo_it"))
                .forEach(dataset -> api.delete("/dataset/" + dataset.path("id").asInt()));
    }

    @AfterEach
    void takeAllAway() {
        made.forEach(path -> api.send("DELETE", path, null));
    }

    @Test
    void bringsBackTableWithAllThatHungOnIt() {
        comesBack(dataset("orders", null));
    }

    @Test
    void bringsBackQueryWithAllThatHungOnIt() {
        comesBack(dataset("some_orders", QUERY));
    }

    private void comesBack(int old) {
        var reader = reader();
        int rule = rule(old, reader.role());
        Grant granted = granted(old);
        int chart = chart(old);
        int dashboard = dashboard(old, chart);
        ActualDataset before = superset.datasets().read(old).orElseThrow();
        List<JsonNode> rows = api.renderedChart(chart);
        ObjectNode dashboardBefore = dashboard(dashboard);
        ObjectNode chartBefore = chart("/chart/" + chart);
        RowRule ruleBefore = rowRule(rule);

        assertThat(superset.backups().grants(List.of(listed(old)))).isEqualTo(Map.of(old, List.of(granted)));
        superset.writer().delete(old);
        var restorer = superset.restorer();
        ActualDataset back = restorer.bringBack(before.key(), before.uuid());
        made.push("/dataset/" + back.id());
        assertThat(reader.rowsOf(back.id())).isEmpty();
        restorer.protect(back.id(), ruleBefore);
        assertThat(reader.rowsOf(back.id())).isEmpty();
        superset.writer().write(back, before.dataset(), MARK);
        assertThat(reader.rowsOf(back.id())).containsExactly("mine");
        assertThat(restorer.grant(back.id(), granted)).isTrue();
        assertThat(restorer.pointChart(chart, old, back)).isTrue();
        assertThat(restorer.pointFilters(dashboard, old, back.id())).isTrue();
        assertThat(reader.rowsOf(back.id())).containsExactly("mine");

        ActualDataset after = superset.datasets().read(back.id()).orElseThrow();
        assertThat(after.uuid()).isEqualTo(before.uuid());
        assertThat(after.storedCatalog()).isEqualTo(before.storedCatalog());
        assertThat(after.dataset()).isEqualTo(before.dataset());
        assertThat(api.renderedChart(chart)).isEqualTo(rows).hasSize(2);
        assertThat(rowRule(rule)).isEqualTo(withDataset(ruleBefore, back.id()));
        assertThat(superset.backups().grants(List.of(listed(back.id()))))
                .isEqualTo(Map.of(back.id(), List.of(granted)));
        assertThat(dashboard(dashboard)).isEqualTo(pointed(dashboardBefore, old, back.id()));
        assertThat(chart("/chart/" + chart)).isEqualTo(pointed(chartBefore, old, back.id()));

        long writes = superset.requests().writes();
        assertThat(restorer.pointChart(chart, old, back)).isTrue();
        assertThat(restorer.pointFilters(dashboard, old, back.id())).isTrue();
        assertThat(superset.requests().writes()).isEqualTo(writes);
    }

    @Test
    void makesRuleAnewThatIsGoneWithTheRolesThatAreLeft() {
        int dataset = dataset("orders", null);
        var reader = reader();
        int lost = api.createRole(name + "-lost");
        int rule = api.createRowLevelSecurity(name, List.of(dataset), List.of(reader.role(), lost), "who = 'mine'");
        RowRule before = rowRule(rule);
        api.delete("/rowlevelsecurity/" + rule);
        api.delete("/security/roles/" + lost);
        assertThat(reader.rowsOf(dataset)).contains("theirs");

        superset.restorer().protect(dataset, before);
        superset.restorer().protect(dataset, before);

        assertThat(reader.rowsOf(dataset)).containsExactly("mine");
        JsonNode anew = ruleNamed(name);
        made.push("/rowlevelsecurity/" + anew.path("id").asInt());
        assertThat(rowRule(anew.path("id").asInt()))
                .isEqualTo(new RowRule(
                        anew.path("id").asInt(),
                        name,
                        "who = 'mine'",
                        "Regular",
                        null,
                        null,
                        Set.of(reader.role()),
                        Set.of(dataset)));
    }

    @Test
    void refusesRuleThatWouldHideNothing() {
        int dataset = dataset("orders", null);
        var rule = new RowRule(999_999, name, "who = 'mine'", "Regular", null, null, Set.of(999_999), Set.of());

        assertThatThrownBy(() -> superset.restorer().protect(dataset, rule))
                .isInstanceOf(SupersetException.class)
                .hasMessageContaining("would hide nothing");
    }

    @Test
    void bringsNothingBackOverWhatIsThere() {
        int dataset = dataset("orders", null);
        ActualDataset before = superset.datasets().read(dataset).orElseThrow();
        long writes = superset.requests().writes();

        assertThatThrownBy(() -> superset.restorer()
                        .bringBack(before.key(), UUID.randomUUID().toString()))
                .hasMessageContaining("is there, with the id " + dataset);
        assertThatThrownBy(() ->
                        superset.restorer().bringBack(new DatasetKey("undo", null, "undo_it", "else"), before.uuid()))
                .hasMessageContaining("is there, with the id " + dataset);

        assertThat(superset.requests().writes()).isEqualTo(writes);
        assertThat(superset.datasets().read(dataset)).contains(before);
    }

    @Test
    void leavesAloneWhatSomebodyElseSawTo() {
        int old = dataset("orders", null);
        int other = dataset("some_orders", QUERY);
        int chart = chart(old);
        api.delete("/dataset/" + old);
        int third = dataset("third_orders", QUERY);
        int elsewhere = chart(third);
        ActualDataset there = superset.datasets().read(other).orElseThrow();

        assertThat(superset.restorer().pointChart(elsewhere, old, there)).isFalse();
        assertThat(superset.restorer().pointChart(chart, old + 1_000_000, there))
                .isFalse();
        assertThat(superset.restorer().pointChart(999_999, old, there)).isFalse();
        assertThat(superset.restorer().pointFilters(999_999, old, other)).isFalse();
        assertThat(superset.restorer().grant(other, new Grant(999_999, "gone"))).isFalse();
        assertThat(superset.restorer().grant(other, new Grant(api.role("Gamma"), "Else")))
                .isFalse();
    }

    @Test
    void exportsNamesakesAndLeavesOutWhatIsGoneAndConnectionsAreWhatTheyWere() {
        Warehouse.shared().execute("""
                DROP SCHEMA IF EXISTS undo_it_2 CASCADE;
                CREATE SCHEMA undo_it_2;
                CREATE TABLE undo_it_2.orders (id bigint, who text);
                """);
        int one = dataset("orders", null);
        int two = api.createDataset(database, "undo_it_2", "orders");
        made.push("/dataset/" + two);
        int gone = dataset("some_orders", QUERY);
        List<ListedDataset> all = List.of(listed(one), listed(gone), listed(two));
        api.delete("/dataset/" + gone);

        byte[] zip = superset.backups().export(all).orElseThrow();

        Map<String, String> files = Zip.read(zip);
        assertThat(files.keySet())
                .filteredOn(file -> file.startsWith("datasets/"))
                .hasSize(2);
        assertThat(files.keySet())
                .filteredOn(file -> file.startsWith("databases/"))
                .hasSize(1);
        assertThat(files.get("databases/undo.yaml")).contains("postgresql").doesNotContain("@", "XXX", "password");
        Map<Integer, String> uuids = uuids();
        assertThat(api.upload("/dataset/import/", zip, Map.of("overwrite", "true"))
                        .text())
                .contains("OK");
        assertThat(uuids()).isEqualTo(uuids);
        assertThat(api.chartData(one, ALL_ROWS)).hasSize(2);
    }

    @Test
    void saysThatTagsCannotBeReadOnceThereAreSome() {
        int dataset = dataset("orders", null);
        assertThat(superset.backups().missing()).doesNotContain(Part.ROLE_GRANTS, Part.ROW_LEVEL_SECURITY);

        api.post("/tag/4/" + dataset + "/", Map.of("properties", Map.of("tags", List.of(name))));
        made.push("/tag/?q=!('" + name + "')");

        var later = Connections.target(Connections.withPassword(server.baseUrl(), server.username(), server.password()))
                .connect();
        assertThat(later.backups().missing()).containsExactly(Part.TAGS);
    }

    private int dataset(String table, @Nullable String sql) {
        int id = sql == null
                ? api.createDataset(database, "undo_it", table)
                : api.createVirtualDataset(database, "undo_it", table, sql);
        made.push("/dataset/" + id);
        return id;
    }

    private int chart(int dataset) {
        int chart = api.createChart(
                name, dataset, "table", Map.of("groupby", List.of("who")), Map.of("columns", List.of("who")));
        made.push("/chart/" + chart);
        return chart;
    }

    private int rule(int dataset, int role) {
        int rule = api.createRowLevelSecurity(name, List.of(dataset), List.of(role), "who = 'mine'");
        made.push("/rowlevelsecurity/" + rule);
        return rule;
    }

    /** A dashboard on which people have changed all that a careless write would reset. */
    private int dashboard(int dataset, int chart) {
        int dashboard = api.createDashboard(
                name,
                List.of(chart),
                List.of(new NativeFilter("Who", dataset, "who"), new NativeFilter("Else", 999_999, "x")));
        made.push("/dashboard/" + dashboard);
        ObjectNode metadata = (ObjectNode) dashboard(dashboard).path("json_metadata");
        metadata.put("refresh_frequency", 30).put("color_scheme", "lyftColors").put("cross_filters_enabled", false);
        metadata.putObject("label_colors").put("mine", "#123456");
        metadata.putObject("expanded_slices").put(String.valueOf(chart), true);
        metadata.putObject("chart_configuration")
                .putObject(String.valueOf(chart))
                .put("id", chart);
        metadata.putArray("timed_refresh_immune_slices").add(chart);
        if (server.version().startsWith("6.")) {
            ArrayNode customizations = metadata.putArray("chart_customization_config");
            customizations
                    .addObject()
                    .put("id", "groupby_1")
                    .put("title", "In 6.0")
                    .putObject("customization")
                    .put("dataset", String.valueOf(dataset))
                    .put("column", "who");
            customizations
                    .addObject()
                    .put("id", "CHART_CUSTOMIZATION-1")
                    .put("name", "Group")
                    .putArray("targets")
                    .addObject()
                    .put("datasetId", dataset)
                    .putObject("column")
                    .put("name", "who");
        }
        api.put("/dashboard/" + dashboard, Map.of("css", ".mine {color: red}", "json_metadata", metadata.toString()));
        return dashboard;
    }

    /** A dashboard but for what is about its last change, its metadata parsed. */
    private ObjectNode dashboard(int id) {
        ObjectNode dashboard = withoutTimes(api.get("/dashboard/" + id).path("result"));
        dashboard.set(
                "json_metadata", JSON.readTree(dashboard.path("json_metadata").asString("{}")));
        return dashboard;
    }

    private ObjectNode chart(String path) {
        ObjectNode chart = withoutTimes(api.get(path).path("result"));
        for (String member : List.of("params", "query_context")) {
            chart.set(member, JSON.readTree(chart.path(member).asString("{}")));
        }
        return chart;
    }

    private static ObjectNode withoutTimes(JsonNode node) {
        ObjectNode copy = (ObjectNode) node.deepCopy();
        copy.remove(List.of(
                "changed_on",
                "changed_on_utc",
                "changed_on_delta_humanized",
                "created_on_delta_humanized",
                "thumbnail_url",
                "dashboards"));
        return copy;
    }

    /** The same with the other dataset everywhere. */
    private static JsonNode pointed(JsonNode node, int from, int to) {
        String text = node.toString()
                .replace("\"datasetId\":" + from + ",", "\"datasetId\":" + to + ",")
                .replace("\"datasetId\":" + from + "}", "\"datasetId\":" + to + "}")
                .replace("\"dataset\":\"" + from + "\"", "\"dataset\":\"" + to + "\"")
                .replace("\"datasource\":\"" + from + "__table\"", "\"datasource\":\"" + to + "__table\"")
                .replace("\"datasource_id\":" + from + ",", "\"datasource_id\":" + to + ",")
                .replace("datasource_id=" + from + "\"", "datasource_id=" + to + "\"")
                .replace("\"id\":" + from + ",\"type\":\"table\"", "\"id\":" + to + ",\"type\":\"table\"")
                .replace("\"type\":\"table\",\"id\":" + from + "}", "\"type\":\"table\",\"id\":" + to + "}");
        return JSON.readTree(text);
    }

    private Map<Integer, String> uuids() {
        return superset.datasets().list().stream().collect(Collectors.toMap(ListedDataset::id, ListedDataset::uuid));
    }

    private ListedDataset listed(int id) {
        return superset.datasets().list().stream()
                .filter(dataset -> dataset.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private RowRule rowRule(int id) {
        JsonNode rule = api.get("/rowlevelsecurity/" + id).path("result");
        return new RowRule(
                id,
                rule.path("name").asString(),
                rule.path("clause").asString(),
                rule.path("filter_type").asString(),
                rule.path("group_key").asString(null),
                rule.path("description").asString(null),
                ids(rule.path("roles")),
                ids(rule.path("tables")));
    }

    private JsonNode ruleNamed(String wanted) {
        return api.list("/rowlevelsecurity/", "(page_size:100)").stream()
                .filter(rule -> rule.path("name").asString("").equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static RowRule withDataset(RowRule rule, int dataset) {
        return new RowRule(
                rule.id(),
                rule.name(),
                rule.clause(),
                rule.filterType(),
                rule.groupKey(),
                rule.description(),
                rule.roleIds(),
                Set.of(dataset));
    }

    private static Set<Integer> ids(JsonNode parts) {
        return Set.copyOf(
                parts.valueStream().map(part -> part.path("id").asInt()).toList());
    }

    /** A role that has been granted the dataset beside something else. */
    private Grant granted(int dataset) {
        int role = api.createRole(name);
        made.addLast("/security/roles/" + role);
        permit(role, List.of("(id:" + dataset + ")", "[undo].(id:" + database + ")"));
        return new Grant(role, name);
    }

    private Reader reader() {
        String user = name + "-reader";
        int role = api.createRole(user);
        permit(role, List.of("[undo].(id:" + database + ")"));
        int id = api.createUser(user, "pass-" + user, List.of(role, api.role("Gamma")));
        made.addLast("/security/users/" + id);
        made.addLast("/security/roles/" + role);
        return new Reader(role, SupersetApi.signIn(server.baseUrl(), user, "pass-" + user));
    }

    private void permit(int role, List<String> ends) {
        List<Integer> ids = permissions().stream()
                .filter(row -> row.path("permission").path("name").asString("").matches("(datasource|database)_access"))
                .filter(row -> ends.stream()
                        .anyMatch(row.path("view_menu").path("name").asString("")::endsWith))
                .map(row -> row.path("id").asInt())
                .toList();
        assertThat(ids).hasSize(ends.size());
        api.post("/security/roles/" + role + "/permissions", Map.of("permission_view_menu_ids", ids));
    }

    private List<JsonNode> permissions() {
        var all = new ArrayList<JsonNode>();
        for (int page = 0; all.size() == page * 100; page++) {
            all.addAll(api.list(
                    "/security/permissions-resources/",
                    "(order_column:id,order_direction:asc,page:" + page + ",page_size:100)"));
        }
        return all;
    }

    /** Somebody whom the rule covers. */
    private record Reader(int role, SupersetApi api) {

        /** What they can read; an error is nothing. */
        List<String> rowsOf(int dataset) {
            var answer = api.tryChartData(dataset, ALL_ROWS);
            return answer.status() == 200
                    ? StreamSupport.stream(
                                    answer.json()
                                            .path("result")
                                            .path(0)
                                            .path("data")
                                            .spliterator(),
                                    false)
                            .map(row -> row.path("who").asString(""))
                            .toList()
                    : List.of();
        }
    }
}
