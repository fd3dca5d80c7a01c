package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter against the real Superset: what it reads is what is there, what it writes is there afterwards. */
@ExtendWith(SupersetLog.class)
class SupersetAdapterIT {

    private static final String DATABASE = "adapter";
    private static final String SCHEMA = "adapter_it";
    private static final String ODD_TYPES = """
            CREATE TYPE adapter_it.mood AS ENUM ('a');
            CREATE TYPE adapter_it."Mood" AS ENUM ('a');
            CREATE TYPE adapter_it.pair AS (a int, b text);
            CREATE DOMAIN adapter_it.positive AS integer CHECK (value > 0);
            CREATE DOMAIN adapter_it.price AS numeric(7, 3);
            CREATE DOMAIN adapter_it.moment AS timestamptz;
            CREATE TABLE adapter_it.types (
              t01 smallint, t02 integer, t03 bigint, t04 serial, t05 numeric, t06 numeric(10, 2), t07 numeric(5), t08 real,
              t09 double precision, t10 money, t11 char, t12 char(5), t13 varchar, t14 varchar(20), t15 text, t16 bytea,
              t17 timestamp, t18 timestamp(3), t19 timestamptz, t20 timestamptz(0), t21 date, t22 time, t23 time(3),
              t24 timetz, t25 timetz(2), t26 interval, t27 interval day to second, t28 interval day to second(2),
              t29 interval(3), t30 boolean, t31 adapter_it.mood, t32 adapter_it."Mood", t33 adapter_it.pair, t34 json,
              t35 jsonb, t36 uuid, t37 inet, t38 cidr, t39 macaddr, t40 macaddr8, t41 bit(3), t42 bit varying(5),
              t43 bit varying, t44 integer[], t45 text[][], t46 varchar(10)[], t47 numeric(5, 1)[], t48 timestamptz[],
              t49 timestamptz(3)[], t50 adapter_it.mood[], t51 adapter_it.pair[], t52 xml, t53 xml[], t54 point,
              t55 tsvector, t56 tsquery, t57 int4range, t58 int8range, t59 numrange, t60 tsrange, t61 tstzrange,
              t62 daterange, t63 int8multirange, t64 oid, t65 name, t66 "char", t67 "char"[], t68 name[], t69 regclass,
              t70 regtype, t71 bpchar, t72 "bit", t73 float(4), t74 money[], t75 json[], t76 uuid[], t77 timetz[],
              t78 adapter_it.positive, t79 adapter_it.price, t80 adapter_it.moment, t81 adapter_it.positive[], t82 xid);
            """;

    private static final Mark MARK = new Mark("shop", true, "abc");
    private static final SupersetServer SERVER = SupersetServer.shared();
    private static final SupersetApi API = SupersetApi.of(SERVER);

    private final TargetConnection superset = Connections.target(
                    Connections.withPassword(SERVER.baseUrl(), SERVER.username(), SERVER.password()))
            .connect();

    @BeforeAll
    static void makeTables() {
        Warehouse.shared().execute("""
                DROP SCHEMA IF EXISTS adapter_it CASCADE;
                CREATE SCHEMA adapter_it;
                CREATE TABLE adapter_it.orders (id bigint, amount numeric(10, 2), status text, ordered_at timestamp,
                  "Odd \""name\""\" int);
                INSERT INTO adapter_it.orders VALUES (1, 2.5, 'new', '2026-01-01', 3);
                CREATE TABLE adapter_it.nothing (id bigint, at date);
                CREATE VIEW adapter_it.some_orders AS SELECT id, status FROM adapter_it.orders;
                CREATE MATERIALIZED VIEW adapter_it.kept_orders AS SELECT id, amount FROM adapter_it.orders;
                """);
        API.registerDatabase(DATABASE, Warehouse.shared().sqlalchemyUri());
    }

    @AfterAll
    static void removeDatasets() {
        API.list("/dataset/", "(columns:!(id,schema),page_size:100)").stream()
                .filter(dataset -> SCHEMA.equals(dataset.path("schema").asString("")))
                .forEach(dataset -> API.delete("/dataset/" + dataset.path("id").asInt()));
    }

    @Test
    void tellsTheVersion() {
        assertThat(superset.version()).isEqualTo(SERVER.version());
        assertThat(superset.isVersionKnown()).isTrue();
    }

    @Test
    void createsDatasetThatListsAndReadsAlike() {
        var created = superset.writer().create(key("orders"), null);

        var read = superset.datasets().read(created.id()).orElseThrow();
        var listed = superset.datasets().list().stream()
                .filter(dataset -> dataset.id() == created.id())
                .findFirst()
                .orElseThrow();

        assertThat(read).isEqualTo(created);
        assertThat(read.uuid()).isNotEmpty();
        assertThat(listed.key()).isEqualTo(key("orders")).isEqualTo(read.key());
        assertThat(listed.uuid()).isEqualTo(read.uuid());
        assertThat(superset.datasets().read(created.id()).orElseThrow().changedOn())
                .isEqualTo(listed.changedOn());
        assertThat(read.metricIds()).containsOnlyKeys("count");
        assertThat(read.columnIds()).containsOnlyKeys("id", "amount", "status", "ordered_at", "Odd \"name\"");
        superset.writer().delete(created.id());
        assertThat(superset.datasets().read(created.id())).isEmpty();
    }

    @Test
    void writesEverySettingAndReadsItBack() {
        var created = superset.writer().create(key("orders"), null);
        try {
            Dataset after = everythingSet(created);

            superset.writer().write(created, after, MARK);

            ActualDataset read = superset.datasets().read(created.id()).orElseThrow();
            assertThat(read.dataset().settings().asMap())
                    .containsAllEntriesOf(after.settings().asMap());
            assertThat(read.mark()).isEqualTo(MARK);
            assertParts(read, after);
        } finally {
            superset.writer().delete(created.id());
        }
    }

    @Test
    void keepsWhatIsNotStatedAndTheIdsOfParts() {
        var created = superset.writer().create(key("orders"), null);
        try {
            superset.writer().write(created, everythingSet(created), MARK);
            ActualDataset before = superset.datasets().read(created.id()).orElseThrow();
            Dataset after = new Dataset(
                    before.key(),
                    Settings.of(Map.of(Setting.DESCRIPTION, Value.text("Else"))),
                    before.dataset().columns().stream()
                            .map(column -> new Column(column.name(), Settings.none()))
                            .toList(),
                    before.dataset().metrics().stream()
                            .map(metric -> metric.name().equals("revenue")
                                    ? new Metric("revenue", Settings.of(Map.of(Setting.LABEL, Value.UNSET)))
                                    : metric)
                            .toList());

            superset.writer().write(before, after, new Mark("shop", true, "def"));

            ActualDataset read = superset.datasets().read(created.id()).orElseThrow();
            assertThat(read.dataset().settings())
                    .isEqualTo(before.dataset().settings().with(Setting.DESCRIPTION, Value.text("Else")));
            assertThat(read.dataset().columns()).isEqualTo(before.dataset().columns());
            assertThat(read.columnIds()).isEqualTo(before.columnIds());
            assertThat(read.metricIds()).isEqualTo(before.metricIds());
            assertThat(read.mark()).isEqualTo(new Mark("shop", true, "def"));
        } finally {
            superset.writer().delete(created.id());
        }
    }

    @Test
    void turnsQueryIntoTableInPlace() {
        var created = superset.writer().create(key("turned"), "SELECT id, amount FROM adapter_it.orders");
        try {
            assertThat(created.dataset().kind()).isEqualTo(Dataset.Kind.VIRTUAL);
            var physical = new Dataset(
                    created.key(),
                    Settings.of(Map.of(Setting.SQL, Value.UNSET)),
                    created.dataset().columns(),
                    created.dataset().metrics());

            superset.writer().write(created, physical, MARK);

            assertThat(superset.datasets()
                            .read(created.id())
                            .orElseThrow()
                            .dataset()
                            .kind())
                    .isEqualTo(Dataset.Kind.PHYSICAL);
        } finally {
            superset.writer().delete(created.id());
        }
    }

    @Test
    void passesOnWhatSupersetSaysToMissingTable() {
        assertThatThrownBy(() -> superset.writer().create(key("no_such_table"), null))
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SupersetException.Kind.REFUSED);
                    assertThat(e.status()).isEqualTo(422);
                    assertThat(e.said()).contains("no_such_table");
                });
    }

    @Test
    void tellsTablesOfOneSchemaWithOneQuery() {
        long before = superset.requests().reads();
        superset.datasets().databases();
        long start = superset.requests().reads();

        Map<DatasetKey, TableFacts> facts = superset.warehouse()
                .tables(Stream.of("orders", "some_orders", "kept_orders", "nope")
                        .<TableQuestion>map(name -> new TableQuestion.Everything(key(name)))
                        .collect(Collectors.toSet()));

        assertThat(start).isGreaterThan(before);
        assertThat(superset.requests().reads() - start).isEqualTo(1);
        assertThat(facts.get(key("orders")))
                .isEqualTo(new TableFacts.Present(List.of(
                        new WarehouseColumn("id", "BIGINT", false),
                        new WarehouseColumn("amount", "NUMERIC(10, 2)", false),
                        new WarehouseColumn("status", "TEXT", false),
                        new WarehouseColumn("ordered_at", "TIMESTAMP WITHOUT TIME ZONE", true),
                        new WarehouseColumn("Odd \"name\"", "INTEGER", false))));
        assertThat(facts.get(key("some_orders"))).isInstanceOf(TableFacts.Present.class);
        assertThat(facts.get(key("kept_orders"))).isInstanceOf(TableFacts.Present.class);
        assertThat(facts.get(key("nope"))).isEqualTo(new TableFacts.Missing());
    }

    /** What a creation yields must not depend on the way taken. */
    @Test
    void writesTypesAsCreationDoes() {
        Warehouse.shared().execute(ODD_TYPES);
        var created = superset.writer().create(key("types"), null);

        TableFacts facts = superset.warehouse()
                .tables(List.of(new TableQuestion.Everything(key("types"))))
                .get(key("types"));

        assertThat(facts)
                .isInstanceOfSatisfying(
                        TableFacts.Present.class,
                        present -> assertThat(present.columns().stream().map(SupersetAdapterIT::typed))
                                .containsExactlyElementsOf(created.dataset().columns().stream()
                                        .map(SupersetAdapterIT::typed)
                                        .toList()));
        superset.writer().delete(created.id());
    }

    private static String typed(WarehouseColumn column) {
        return column.name() + " " + column.type() + (column.temporal() ? " temporal" : "");
    }

    private static String typed(Column column) {
        return column.name() + " " + column.settings().text(Setting.TYPE).orElse("")
                + (column.settings().isOn(Setting.TEMPORAL) ? " temporal" : "");
    }

    @Test
    void tellsColumnsOfQueries() {
        var withRows = key("with_rows");
        var withoutRows = key("without_rows");
        var broken = key("broken");
        var twice = key("twice");

        Map<DatasetKey, TableFacts> facts = superset.warehouse()
                .queries(Map.of(
                        withRows, "WITH o AS (SELECT * FROM orders) SELECT id, ordered_at FROM o; -- all of them",
                        withoutRows, "SELECT id, at FROM adapter_it.nothing",
                        broken, "SELECT nope FROM adapter_it.orders",
                        twice, "SELECT 1; SELECT 2"));

        assertThat(facts.get(withRows))
                .isEqualTo(new TableFacts.Present(List.of(
                        new WarehouseColumn("id", "LONGINTEGER", false),
                        new WarehouseColumn("ordered_at", "DATETIME", true))));
        assertThat(facts.get(withoutRows))
                .isEqualTo(new TableFacts.Present(List.of(
                        new WarehouseColumn("id", "LONGINTEGER", false), new WarehouseColumn("at", "DATE", true))));
        assertThat(facts.get(broken))
                .isInstanceOfSatisfying(
                        TableFacts.DoesNotRun.class,
                        it -> assertThat(it.message()).contains("nope"));
        assertThat(facts.get(twice)).isInstanceOf(TableFacts.DoesNotRun.class);
    }

    @Test
    void findsTheExpressionsThatDoNotRun() {
        var orders = key("orders");
        var probes = List.of(
                metric(orders, "good", "SUM(amount)"),
                metric(orders, "ratio", "COUNT(*) / COUNT(status)"),
                metric(orders, "no_column", "SUM(nope)"),
                metric(orders, "no_aggregate", "amount"),
                metric(orders, "syntax", "SUM(amount"),
                metric(orders, "two", "SUM(amount); DELETE FROM adapter_it.orders"),
                metric(orders, "template", "SUM({{ column }})"),
                metric(orders, "comment", "MAX(id) -- the last one"),
                metric(key("nope"), "no_table", "COUNT(*)"));

        Map<Probe, Probe.Result> results = superset.warehouse().tryOut(probes);

        Map<String, Class<?>> byName = results.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().getClass()));
        assertThat(byName)
                .containsEntry("good", Probe.Result.Runs.class)
                .containsEntry("ratio", Probe.Result.Runs.class)
                .containsEntry("comment", Probe.Result.Runs.class)
                .containsEntry("no_column", Probe.Result.DoesNotRun.class)
                .containsEntry("no_aggregate", Probe.Result.DoesNotRun.class)
                .containsEntry("syntax", Probe.Result.DoesNotRun.class)
                .containsEntry("two", Probe.Result.DoesNotRun.class)
                .containsEntry("template", Probe.Result.Unknown.class)
                .containsEntry("no_table", Probe.Result.Unknown.class);
    }

    private static Probe metric(DatasetKey dataset, String name, String expression) {
        return new Probe(dataset, null, Probe.Role.METRIC, name, expression, Optional.empty());
    }

    private static void assertParts(ActualDataset read, Dataset after) {
        assertThat(read.columnIds()).containsOnlyKeys("id", "amount", "net");
        after.columns()
                .forEach(column -> assertThat(column(read, column.name()).asMap())
                        .containsAllEntriesOf(column.settings().asMap()));
        assertThat(read.metricIds()).containsOnlyKeys("count", "revenue");
        assertThat(read.dataset().metrics())
                .filteredOn(metric -> metric.name().equals("revenue"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.settings().asMap())
                        .containsAllEntriesOf(
                                after.metrics().getLast().settings().asMap()));
    }

    private static Settings column(ActualDataset read, String name) {
        return read.dataset().columns().stream()
                .filter(column -> column.name().equals(name))
                .map(Column::settings)
                .findFirst()
                .orElseThrow();
    }

    private Dataset everythingSet(ActualDataset created) {
        var settings = new java.util.EnumMap<Setting, Value>(Setting.class);
        settings.put(Setting.DESCRIPTION, Value.text("One row per order"));
        settings.put(Setting.MAIN_DATETIME_COLUMN, Value.UNSET);
        settings.put(Setting.CACHE_TIMEOUT, Value.whole(600));
        settings.put(Setting.CERTIFICATION, new Value.Certification("Data team", null));
        settings.put(Setting.OFFSET, Value.whole(2));
        settings.put(Setting.DEFAULT_ENDPOINT, Value.text("/x"));
        settings.put(Setting.FETCH_VALUES_PREDICATE, Value.text("id > 0"));
        settings.put(Setting.FILTER_SELECT_ENABLED, Value.flag(false));
        settings.put(Setting.ALWAYS_FILTER_MAIN_DTTM, Value.flag(true));
        settings.put(Setting.EXTRA, Value.text("{\"others\":[1,{\"a\":null}]}"));
        settings.put(
                Setting.OWNERS,
                new Value.Names(
                        List.of(email(superset.datasets().owners().getFirst().email()))));
        var columns = new ArrayList<Column>();
        columns.add(new Column("id", Settings.none()));
        columns.add(new Column("amount", everyColumnSetting()));
        columns.add(new Column(
                "net",
                Settings.of(Map.of(
                        Setting.EXPRESSION, Value.text("amount / 1.2"),
                        Setting.TYPE, Value.text("NUMERIC"),
                        Setting.GROUPABLE, Value.flag(false)))));
        var metrics = new ArrayList<>(created.dataset().metrics());
        metrics.add(new Metric("revenue", everyMetricSetting()));
        return new Dataset(created.key(), Settings.of(settings), columns, metrics);
    }

    private static String email(@Nullable String email) {
        return email == null ? "" : email;
    }

    private static Settings everyColumnSetting() {
        return Settings.of(Map.of(
                Setting.LABEL, Value.text("Amount"),
                Setting.DESCRIPTION, Value.text("In euros"),
                Setting.TYPE, Value.text("NUMERIC(12, 2)"),
                Setting.TEMPORAL, Value.flag(true),
                Setting.GROUPABLE, Value.flag(false),
                Setting.FILTERABLE, Value.flag(false),
                Setting.HIDDEN, Value.flag(true),
                Setting.DATE_FORMAT, Value.text("%Y-%m-%d"),
                Setting.CERTIFICATION, new Value.Certification("Ana", "by hand")));
    }

    private static Settings everyMetricSetting() {
        return Settings.of(Map.of(
                Setting.LABEL, Value.text("Revenue"),
                Setting.DESCRIPTION, Value.text("All of it"),
                Setting.EXPRESSION, Value.text("SUM(amount)"),
                Setting.D3_FORMAT, Value.text(",.2f"),
                Setting.CURRENCY, new Value.Currency("EUR", "suffix"),
                Setting.WARNING, Value.text("Preliminary"),
                Setting.CERTIFICATION, new Value.Certification("Ana", "by hand")));
    }

    private static DatasetKey key(String name) {
        return new DatasetKey(DATABASE, null, SCHEMA, name);
    }
}
