package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is done to many datasets together is what would be done to each of them alone. */
@ExtendWith(SupersetLog.class)
class BatchIT {

    private static final int MANY = 25;
    private static final String TABLE = """
            CREATE TABLE %s (id bigint, day date, at timestamptz, "Odd Name" varchar(20), price numeric(7, 3),
              tags text[], body jsonb, secret text);
            COMMENT ON TABLE %1$s IS 'A comment on a table';
            COMMENT ON COLUMN %1$s.id IS 'A comment on a column';
            INSERT INTO %1$s VALUES (1, '2026-01-01', '2026-01-01', 'a', 2.5, '{x}', '{}', 's')""";
    private static final String PARTS = """
            columns: [{name: at, label: At}, {name: "Odd Name"}, {name: price, type: NUMERIC},
                      {name: double, expression: 2 * price, type: NUMERIC}],
            metrics: [{name: rows, aggregation: COUNT}, {name: price, aggregation: SUM, column: price, format: CURRENCY,
                       currency: EUR}]""";

    @RegisterExtension
    private final World world = new World();

    @Test
    void createsTogetherWhatCreatingEachGives() {
        world.sql("CREATE SCHEMA %s_b");
        for (String others : List.of("KEEP", "INCLUDE", "HIDE", "RETAIN_AS_NULL")) {
            world.sql(TABLE.formatted("%s." + others));
            world.sql(TABLE.formatted("%s_b." + others));
        }
        IntStream.range(0, MANY).forEach(i -> world.sql("CREATE TABLE %s.t" + i + " (id bigint)"));
        String models = List.of("KEEP", "INCLUDE", "HIDE", "RETAIN_AS_NULL").stream()
                .map(others -> "- {table: %s, undeclared_columns: %s, %s}\n"
                        .formatted(others.toLowerCase(java.util.Locale.ROOT), others, PARTS.replace("\n", " ")))
                .collect(Collectors.joining());

        Answer together = world.models(models + tables("")).syncs();
        Answer alone = world.models(models).in(world.otherSchema()).syncs();

        assertThat(together.count("created")).isEqualTo(MANY + 4);
        assertThat(together.writes()).isEqualTo(MANY + 4 + 1);
        // In a new schema they get in each other's way, and some are repeated.
        assertThat(alone.writes()).isGreaterThanOrEqualTo(8);
        for (String others : List.of("keep", "include", "hide", "retain_as_null")) {
            Seen made = world.see(others);
            Seen each = other(others);
            assertThat(plain(made)).as(others).isEqualTo(plain(each));
            assertThat(World.ask(made.id(), List.of(), List.of("rows", "price")).text())
                    .contains("\"rows\": 1");
            assertThat(permissions(made)).hasSize(1);
        }
        assertThat(world.models(models + tables("")).syncs().writes()).isZero();
    }

    @Test
    void updatesAndDeletesMany() {
        IntStream.range(0, MANY).forEach(i -> world.sql("CREATE TABLE %s.t" + i + " (id bigint)"));
        world.models(tables("")).syncs();
        int first = world.see("t0").id();

        Answer updated = world.models(tables(", description: New")).syncs();

        assertThat(updated.count("updated")).isEqualTo(MANY);
        assertThat(updated.writes()).isEqualTo(MANY);
        assertThat(world.see("t7").text("description")).isEqualTo("New");
        assertThat(world.see("t0").id()).isEqualTo(first);
        Answer deleted = world.models("")
                .strategy("DELETE")
                .guard("allow_empty", true)
                .guard("max_delete_percent", 100)
                .syncs();
        assertThat(deleted.count("deleted")).isEqualTo(MANY);
        assertThat(deleted.writes()).isOne();
        assertThat(world.datasets()).isEmpty();
    }

    @Test
    void createsTheOthersWhereOneCannotBe() {
        IntStream.range(0, MANY).forEach(i -> world.sql("CREATE TABLE %s.t" + i + " (id bigint)"));
        int query = world.personMakes("t7", "SELECT 1 AS one");
        API.put("/dataset/" + query, Map.of("sql", "SELECT 2 AS one"));

        Answer run = world.models(tables("")).strategy("CREATE").syncs();

        assertThat(run.count("created")).isEqualTo(MANY - 1);
        assertThat(world.see("t7").text("sql")).isEqualTo("SELECT 2 AS one");
    }

    private static String tables(String more) {
        return IntStream.range(0, MANY)
                .mapToObj(i ->
                        "- {table: t%d, columns: [{name: id, label: Number}], metrics: [{name: rows, aggregation: COUNT}]%s}\n"
                                .formatted(i, more))
                .collect(Collectors.joining());
    }

    private Seen other(String table) {
        return World.rows(world.otherSchema()).stream()
                .filter(row -> row.text("table_name").equals(table))
                .map(row -> new Seen(API.dataset(row.id())))
                .findFirst()
                .orElseThrow();
    }

    /** All that Superset tells of it, without what no two datasets share; the mark as it is. */
    private Map<String, Object> plain(Seen seen) {
        var plain = new TreeMap<String, Object>();
        seen.json().properties().forEach(member -> plain.put(member.getKey(), member.getValue()));
        plain.keySet()
                .removeIf(name -> name.matches("(id|uuid|uid|url|schema|select_star|columns|metrics|extra|.*ed_on.*)"));
        seen.columnNames().forEach(name -> plain.put("column " + name, part(seen.column(name))));
        seen.metricNames().forEach(name -> plain.put("metric " + name, part(seen.metric(name))));
        plain.put("mark", seen.extra().path("superset_sync").path("created"));
        plain.values().removeIf(value -> value instanceof JsonNode json && json.isMissingNode());
        // Superset tells them in the order in which its database happens to have them.
        plain.computeIfPresent(
                "granularity_sqla",
                (_, times) -> times instanceof JsonNode json
                        ? json.valueStream().map(JsonNode::toString).sorted().toList()
                        : times);
        plain.replaceAll((_, value) -> value.toString().replace(world.otherSchema(), world.name()));
        List.of("verbose_map", "column_formats", "column_names", "column_types", "order_by_choices")
                .forEach(plain::remove);
        return plain;
    }

    private static JsonNode part(JsonNode part) {
        var plain = (ObjectNode) part.deepCopy();
        return plain.remove(List.of("id", "uuid", "changed_on", "created_on"));
    }

    /** The permissions on just this dataset. */
    private static List<String> permissions(Seen seen) {
        String suffix = "(id:" + seen.id() + ")";
        var found = new java.util.ArrayList<String>();
        for (int page = 0; ; page++) {
            List<JsonNode> rows = API.list("/security/resources/", "(page_size:100,page:" + page + ",order_column:id)");
            rows.stream()
                    .map(row -> row.path("name").asString())
                    .filter(name -> name.endsWith(suffix) && name.contains("[" + seen.text("table_name") + "]"))
                    .forEach(found::add);
            if (rows.isEmpty()) {
                return found;
            }
        }
    }
}
