package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.PartIds;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the real Superset exports of many datasets is read as what it tells of each of them, whatever stands in it. */
@ExtendWith(SupersetLog.class)
class BulkReadIT {

    private static final List<String> ODD_TEXTS = List.of(
            "123",
            "1e5",
            "08",
            "0o17",
            "0x1F",
            "1_000",
            "12:30:45",
            "1.5",
            "1.",
            ".5",
            ".inf",
            "-.inf",
            ".nan",
            "+1",
            "on",
            "yes",
            "No",
            "null",
            "~",
            "true",
            "2026-01-01",
            "2026-01-01 10:00:00",
            "=",
            "<<",
            "-",
            "- a",
            "? b",
            ": c",
            "a: b",
            "a #b",
            "# c",
            "'single'",
            "\"double\"",
            "{a: 1}",
            "[1]",
            "&x *y !z",
            "%d",
            "@at",
            "`b`",
            " before",
            "after ",
            "two\nlines",
            "two\r\nlines",
            "tab\there",
            "\n",
            "end\n",
            "\n\n  start",
            "---",
            "...",
            "| literal",
            "> folded",
            "é € 漢字 🙂",
            "\u0085 \u2028 \u00a0 \ufeff",
            "\\n a\\b",
            "control \u0001 \u007f",
            "{{ template }} {% if a %}b{% endif %}",
            "mixed\n  indented\n\n- x: y\n\tz\n",
            "SELECT 'it''s' -- c\nFROM \"T\"",
            "A very long text that is broken into lines. ".repeat(12),
            "x".repeat(240),
            "Ünd ".repeat(60));

    private static final List<String> ODD_JSON = List.of(
            "{\"b\": 1.10, \"a\": 1e5, \"c\": 1E-7, \"d\": -0.0, \"e\": 123456789012345678901234567890, \"f\": 0.1}",
            "{\"text\": \"1e5\", \"08\": \"08\", \"on\": \"yes\", \"null\": null, \"\": \"\", \"<<\": \"=\", \"~\": [true, \"true\"]}",
            "{\"deep\": [[], {}, [1, {\"a\": null}], {\"z\": {\"y\": [1.0, 2]}}], \"é\": \"漢 \\ud83d\\ude42\", \"n\": \"a\\nb\"}",
            "{\"certification\": {\"certified_by\": \"123\", \"details\": \"2026-01-01\"}, \"warning_markdown\": \"* a\"}",
            "{\"certification\": null, \"x\": {\"certification\": 1}}",
            "{\"superset_sync\": {\"document\": \"shop\", \"created\": true, \"hash\": \"123e4\"}, \"own\": 1}",
            "{\"superset_sync\": {\"document\": null, \"created\": false, \"hash\": \"0\"}}",
            "{\"a\": 1, \"a\": 2}",
            "{\"huge\": 1e400}",
            "{\"" + "long".repeat(60) + "\": 1}",
            "{}",
            "[1, 2.50]",
            "\"a text\"",
            "\"\"",
            "null",
            "5",
            "false",
            "NaN",
            "{bad",
            "text: 1",
            " ",
            "");

    private static final SupersetServer SERVER = SupersetServer.shared();
    private static final SupersetApi API = SupersetApi.of(SERVER);
    private static final String FIRST = "bulk";
    /** Of another name, and of the same file name. */
    private static final String SECOND = "bulk!";

    private static final String SCHEMA = "bulk_it";

    private final TargetConnection superset = Connections.target(
                    Connections.withPassword(SERVER.baseUrl(), SERVER.username(), SERVER.password()))
            .connect();

    @BeforeAll
    static void makeDatasets() {
        removeDatasets();
        for (String database : List.of(FIRST, SECOND)) {
            API.registerDatabase(database, Warehouse.shared().sqlalchemyUri());
        }
        List<ObjectNode> files = Stream.of(
                        IntStream.range(0, ODD_TEXTS.size()).mapToObj(BulkReadIT::withText),
                        IntStream.range(0, ODD_JSON.size()).mapToObj(number -> file("json_" + number)),
                        Stream.of(
                                file("orders"),
                                file("orders").put("schema", SCHEMA + "_2"),
                                file("Orders"),
                                file("oréders/!"),
                                file("orders in another").put("database_uuid", uuidOf(SECOND)),
                                file("orders").put("database_uuid", uuidOf(SECOND)),
                                file("a_query")
                                        .put("sql", "SELECT 1 AS one,\n\t'x: y' AS two -- # é\n\nFROM (SELECT 1) t "),
                                withFlagsOf(true),
                                withFlagsOf(false),
                                bare(),
                                file("without_catalog").putNull("catalog")))
                .flatMap(Function.identity())
                .toList();
        importAll(files);
        listed().forEach((name, id) -> {
            if (name.startsWith("json_")) {
                putJson(id, ODD_JSON.get(Integer.parseInt(name.substring("json_".length()))));
            }
        });
        putEverything(listed().getOrDefault("a_query", 0));
    }

    @AfterAll
    static void removeDatasets() {
        List<Integer> ids = rows().map(row -> row.path("id").asInt()).toList();
        if (!ids.isEmpty()) {
            API.delete("/dataset/?q=!(" + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")");
        }
    }

    @Test
    void readsManyAsItReadsEach() {
        List<Integer> ids = ids();

        List<ActualDataset> inBulk = superset.datasets().read(ids);

        List<ActualDataset> each = superset.datasets().readWithIds(ids);
        assertThat(inBulk).hasSameSizeAs(ids);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(withoutIds(inBulk.get(i))).as(each.get(i).key().name()).isEqualTo(withoutIds(each.get(i)));
        }
        assertThat(each).allMatch(ActualDataset::tellsIds);
    }

    @Test
    void asksAloneOnlyForWhatAnExportDoesNotTell() {
        List<Integer> ids = ids();
        superset.datasets().databases();
        superset.datasets().owners();
        long before = superset.requests().reads();

        List<ActualDataset> inBulk = superset.datasets().read(ids);

        List<String> alone = inBulk.stream()
                .filter(ActualDataset::tellsIds)
                .filter(dataset -> !dataset.dataset().columns().isEmpty())
                .map(dataset -> dataset.key().name())
                .toList();
        List<String> uncertain = ODD_JSON.stream()
                .filter(json -> json.matches("\\{\"huge.*|\"a text\"|NaN|\\{bad|text: 1| "))
                .map(json -> "json_" + ODD_JSON.indexOf(json))
                .toList();
        assertThat(alone).containsAll(uncertain).hasSizeLessThan(ids.size() / 3);
        assertThat(superset.requests().reads() - before).isLessThan(alone.size() + 5L);
    }

    private List<Integer> ids() {
        return superset.datasets().list().stream()
                .filter(dataset -> String.valueOf(dataset.key().schema()).startsWith(SCHEMA))
                .map(ListedDataset::id)
                .toList();
    }

    private static ActualDataset withoutIds(ActualDataset dataset) {
        return dataset.withIds(PartIds.NONE);
    }

    private static Stream<JsonNode> rows() {
        return IntStream.range(0, 3)
                .mapToObj(page ->
                        API.list("/dataset/", "(columns:!(id,schema,table_name),page:" + page + ",page_size:100)"))
                .flatMap(List::stream)
                .filter(row -> row.path("schema").asString("").startsWith(SCHEMA));
    }

    private static Map<String, Integer> listed() {
        var byName = new HashMap<String, Integer>();
        rows().forEach(row ->
                byName.put(row.path("table_name").asString(), row.path("id").asInt()));
        return byName;
    }

    private static String uuidOf(String database) {
        return Optional.of(database)
                .flatMap(name -> API.list("/database/", "(columns:!(uuid,database_name),page_size:100)").stream()
                        .filter(row -> row.path("database_name").asString("").equals(name))
                        .map(row -> row.path("uuid").asString(""))
                        .findFirst())
                .orElseThrow();
    }

    private static ObjectNode file(String name) {
        ObjectNode file = bare().put("table_name", name).put("catalog", "warehouse");
        file.withArray("columns").addObject().put("column_name", "id").put("type", "BIGINT");
        file.withArray("columns")
                .addObject()
                .put("column_name", "at")
                .put("type", "DATE")
                .put("is_dttm", true);
        file.withArray("metrics").addObject().put("metric_name", "count").put("expression", "COUNT(*)");
        return file;
    }

    private static ObjectNode bare() {
        ObjectNode file = DatabaseFile.YAML
                .createObjectNode()
                .put("table_name", "bare")
                .put("schema", SCHEMA)
                .put("uuid", UUID.randomUUID().toString())
                .put("database_uuid", uuidOf(FIRST))
                .put("version", DatabaseFile.VERSION);
        file.putArray("columns");
        file.putArray("metrics");
        return file;
    }

    /** Where Superset's tables have room for less, it is cut. */
    private static ObjectNode withText(int number) {
        String text = ODD_TEXTS.get(number);
        String name = text.substring(0, Math.min(text.length(), 200));
        String word = text.substring(0, Math.min(text.length(), 30));
        ObjectNode file = file(text.isBlank() ? "blank_" + number : name)
                .put("description", text)
                .put("fetch_values_predicate", text)
                .put("default_endpoint", text)
                .put("main_dttm_col", name)
                .put("sql", number % 2 == 0 ? text : null);
        file.withArray("columns")
                .addObject()
                .put("column_name", name)
                .put("verbose_name", text)
                .put("description", text)
                .put("expression", text)
                .put("python_date_format", name)
                .put("advanced_data_type", name)
                .put("type", word);
        file.withArray("metrics")
                .addObject()
                .put("metric_name", name)
                .put("verbose_name", text)
                .put("description", text)
                .put("expression", text)
                .put("d3format", word)
                .put("warning_text", text)
                .put("metric_type", word);
        return file;
    }

    private static ObjectNode withFlagsOf(boolean on) {
        ObjectNode file = file("flags_" + on)
                .put("filter_select_enabled", on)
                .put("normalize_columns", on)
                .put("always_filter_main_dttm", on)
                .put("offset", on ? 5 : -5)
                .put("cache_timeout", on ? 0 : 86400);
        file.withArray("columns")
                .addObject()
                .put("column_name", "flag")
                .put("is_dttm", on)
                .put("groupby", on)
                .put("filterable", on)
                .put("is_active", on);
        return file;
    }

    private static void importAll(List<ObjectNode> datasets) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("metadata.yaml", Bundle.METADATA);
        for (String database : List.of(FIRST, SECOND)) {
            String uuid = uuidOf(database);
            files.put("databases/" + uuid + ".yaml", """
                    {database_name: "%s", sqlalchemy_uri: "postgresql://nowhere/nothing", uuid: %s, version: 1.0.0}
                    """.formatted(database, uuid));
        }
        for (ObjectNode dataset : datasets) {
            String uuid = dataset.path("uuid").asString();
            files.put("datasets/database/" + uuid + ".yaml", DatabaseFile.YAML.writeValueAsString(dataset));
        }
        var answer = API.upload("/dataset/import/", Zip.write("bulk", files), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void putJson(int id, String json) {
        put(id, Map.of("extra", json, "template_params", json), Map.of("extra", json), Map.of("extra", json));
    }

    private static void putEverything(int id) {
        ServerVersion version = ServerVersion.parse(SERVER.version()).orElseThrow();
        Object currency = DatabaseFile.YAML.convertValue(
                Currencies.written(new dev.supersetsync.state.Value.Currency("EUR", "suffix"), version), Object.class);
        var dataset = new HashMap<String, @Nullable Object>(Map.of("owners", List.of(), "main_dttm_col", "at"));
        if (version.hasCurrencyCodeColumn()) {
            dataset.put("currency_code_column", "id");
        }
        put(id, dataset, Map.of("verbose_name", "Label"), Map.of("currency", currency));
    }

    private static void put(int id, Map<String, ?> dataset, Map<String, ?> column, Map<String, ?> metric) {
        JsonNode there = API.dataset(id);
        var body = new HashMap<String, Object>(dataset);
        body.put("columns", parts(there.path("columns"), "column_name", column));
        body.put("metrics", parts(there.path("metrics"), "metric_name", metric));
        API.put("/dataset/" + id, body);
    }

    private static List<Map<String, Object>> parts(JsonNode parts, String name, Map<String, ?> settings) {
        return parts.valueStream()
                .map(part -> {
                    var entry = new HashMap<String, Object>(settings);
                    entry.put("id", part.path("id").asInt());
                    entry.put(name, part.path(name).asString());
                    if (name.equals("metric_name")) {
                        entry.put("expression", part.path("expression").asString());
                    }
                    return (Map<String, Object>) entry;
                })
                .toList();
    }
}
