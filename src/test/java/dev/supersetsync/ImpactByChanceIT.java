package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No chart, whatever it refers to, answers otherwise after a sync than the sync said. The seeds make it repeatable. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class ImpactByChanceIT {

    /** A long campaign has more: {@code mvn verify -Dimpact.charts=100}. */
    private static final int CHARTS = Integer.getInteger("impact.charts", 10);

    @RegisterExtension
    private final World world = new World();

    private final Gallery gallery = new Gallery(world);

    @ParameterizedTest
    @CsvSource({"UPDATE, 3", "REPLACE, 4"})
    void everyChartThatAnswersOtherwiseIsNamed(String strategy, long seed) {
        var random = new Random(seed);
        world.sql("CREATE TABLE %s.items (id bigint, status text); INSERT INTO %s.items VALUES (1, 'a'), (2, NULL)");
        var tables = tables();
        world.models(models(tables, "KEEP")).syncs();
        for (int i = 0; i < CHARTS; i++) {
            var table = one(tables, random);
            var asked = table.chart(random);
            gallery.chart(table.name + " " + asked, world.see(table.name).id(), asked);
        }
        var changed = tables.stream().map(table -> table.changed(random)).toList();

        var run = world.models(models(changed, strategy.equals("UPDATE") ? "RETAIN_AS_NULL" : "KEEP"))
                .strategy(strategy)
                .guard("breaking_changes", "ALLOW")
                .syncs();

        assertThat(gallery.missed(run)).isEmpty();
        var inVain = gallery.namedInVain(run);
        System.out.printf("%s: %d of %d charts were named in vain: %s%n", strategy, inVain.size(), CHARTS, inVain);
        assertThat(inVain).hasSizeLessThanOrEqualTo(Math.max(3, CHARTS / 5));
        assertThat(run.body().findValues("effect")).isNotEmpty();
    }

    private List<Table> tables() {
        return List.of(
                new Table(
                        "orders",
                        false,
                        List.of("order_id", "ordered_at", "status", "revenue", "cost", "paid"),
                        List.of("margin = revenue - cost"),
                        List.of("total = SUM(revenue)", "costs = SUM(cost)", "orders = COUNT(*)")),
                new Table(
                        "recent",
                        true,
                        List.of("order_id", "status", "revenue", "paid"),
                        List.of("size = length(status)"),
                        List.of("done = COUNT(status)", "most = MAX(revenue)")),
                new Table("items", false, List.of("id", "status"), List.of("twice = id * 2"), List.of("n = COUNT(*)")));
    }

    private String models(List<Table> tables, String others) {
        return tables.stream().map(table -> table.model(world.name(), others)).collect(Collectors.joining());
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A dataset: its columns, and what it calculates, as name and SQL. */
    private record Table(
            String name, boolean isQuery, List<String> columns, List<String> calculated, List<String> metrics) {

        String model(String schema, String others) {
            var sql = isQuery
                    ? ", sql: 'SELECT %s FROM %s.orders'".formatted(String.join(", ", columns), schema)
                    : ", undeclared_columns: " + others;
            var all = new ArrayList<>(
                    columns.stream().map("{name: %s}"::formatted).toList());
            calculated.forEach(one -> all.add(entry(one, ", type: NUMERIC")));
            var entries = metrics.stream().map(one -> entry(one, "")).toList();
            return "- {table: %s%s, columns: [%s], metrics: [%s]}\n"
                    .formatted(name, sql, String.join(", ", all), String.join(", ", entries));
        }

        private static String entry(String nameAndSql, String more) {
            var parts = nameAndSql.split(" = ");
            return "{name: %s%s, expression: '%s'}".formatted(parts[0], more, parts[1]);
        }

        /** The same without some of its parts, and with other SQL in some. */
        Table changed(Random random) {
            return new Table(
                    name,
                    isQuery,
                    columns.stream()
                            .filter(column -> column.equals(columns.getFirst()) || random.nextInt(3) > 0)
                            .toList(),
                    changed(calculated, random),
                    changed(metrics, random));
        }

        private static List<String> changed(List<String> entries, Random random) {
            return entries.stream()
                    .filter(_ -> random.nextInt(3) > 0)
                    .map(entry -> random.nextInt(3) > 0 ? entry : entry + " + 1")
                    .toList();
        }

        /** What a chart asks of it: up to three things. */
        String chart(Random random) {
            var dimensions = new ArrayList<String>();
            var measures = new ArrayList<>(List.of("{expressionType: SQL, sqlExpression: COUNT(*), label: rows}"));
            var more = "";
            for (int i = random.nextInt(3); i >= 0; i--) {
                var column = one(columns, random);
                var entry = random.nextInt(4) == 0 ? calculated.getFirst().split(" = ")[0] : column;
                var metric = one(metrics, random).split(" = ")[0];
                switch (random.nextInt(8)) {
                    case 0 -> dimensions.add(entry);
                    case 1 -> measures.add(metric);
                    case 2 -> measures.add("""
                            {expressionType: SIMPLE, column: {column_name: %1$s}, aggregate: COUNT_DISTINCT, label: d %1$s}""".formatted(entry));
                    case 3 ->
                        measures.add("{expressionType: SQL, sqlExpression: COUNT(DISTINCT %1$s), label: c %1$s}"
                                .formatted(column));
                    case 4 -> more = ", filters: [{col: %s, op: IS NOT NULL}]".formatted(entry);
                    case 5 ->
                        more = ", extras: {where: (%1$s IS NOT NULL), having: (COUNT(%1$s) > 0)}".formatted(column);
                    case 6 -> more = ", orderby: [[%s, true]]".formatted(metric);
                    default -> dimensions.add("""
                            {columnType: BASE_AXIS, expressionType: SQL, sqlExpression: %1$s, label: x %1$s}""".formatted(entry));
                }
            }
            return "columns: [%s], metrics: [%s]%s".formatted(once(dimensions), once(measures), more);
        }

        /** Superset refuses two of one label. */
        private static String once(List<String> parts) {
            return parts.stream().distinct().collect(Collectors.joining(", "));
        }
    }
}
