package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Situations of many models with 40 children each: 30 columns of the warehouse, 2 calculated columns, 8 metrics. Nothing
 * is shared between the sides of a comparison, as little as between texts that came from different places.
 */
final class ManyModels {

    private static final String DOCUMENT = "many";
    private static final int PHYSICAL = 30;
    private static final int CALCULATED = 2;
    private static final int METRICS = 8;

    private ManyModels() {}

    /** All of them are in Superset as they are declared. */
    static Situation unchanged(int models) {
        return situation(models, "Column");
    }

    /** Each of them is declared with another label of one column. */
    static Situation relabelled(int models) {
        return situation(models, "Other");
    }

    /** None of them is in Superset, and the warehouse was asked. */
    static Situation absent(int models) {
        return answered(situation(all(models, number -> declared(number, "Column")), List.of()));
    }

    private static Situation situation(int models, String label) {
        return situation(all(models, number -> declared(number, label)), all(models, ManyModels::actual));
    }

    private static Situation situation(List<Dataset> declared, List<ActualDataset> there) {
        return new Situation(
                DOCUMENT,
                declared.stream()
                        .map(dataset -> new Desired(dataset, Others.KEEP))
                        .toList(),
                Map.of(
                        "warehouse",
                        new Database(1, "uuid", "warehouse", "postgresql", new Database.Catalog.Named("warehouse"))),
                there.stream().map(ActualDataset::listed).toList(),
                there.stream().collect(Collectors.toMap(ActualDataset::id, Function.identity())),
                Set.of(),
                Set.of(),
                there.stream()
                        .collect(Collectors.toMap(
                                ActualDataset::uuid, dataset -> applied(dataset).provenance())),
                there.stream().collect(Collectors.toMap(ActualDataset::uuid, ManyModels::applied)),
                null,
                Facts.NONE,
                UpdateStrategy.DEFAULT,
                Guards.DEFAULT,
                false);
    }

    /** The warehouse has every table, and every expression runs. */
    private static Situation answered(Situation situation) {
        Facts.Needs needs = Planner.plan(situation).needs();
        Map<DatasetKey, TableFacts> tables =
                needs.tables().stream().collect(Collectors.toMap(TableQuestion::table, question -> table()));
        Map<Probe, Probe.Result> probes = needs.probes().stream()
                .collect(Collectors.toMap(Function.identity(), probe -> new Probe.Result.Runs()));
        return situation.with(new Facts(tables, Map.of(), probes, Usages.NONE, Set.of(), Map.of(), Map.of()));
    }

    private static TableFacts table() {
        return new TableFacts.Present(all(PHYSICAL, i -> new WarehouseColumn(name(i), type(i), i == 0)));
    }

    private static Dataset declared(int number, String label) {
        Settings settings = Settings.none()
                .with(Setting.DESCRIPTION, Value.text("What table " + number + " holds"))
                .with(Setting.MAIN_DATETIME_COLUMN, Value.text(name(0)));
        return new Dataset(key(number), settings, columns(number, label), metrics());
    }

    private static ActualDataset actual(int number) {
        Dataset declared = declared(number, "Column");
        var dataset = new Dataset(
                key(number),
                full(Setting.OF_DATASET, declared.settings()),
                declared.columns().stream()
                        .map(column -> new Column(name(column.name()), full(Setting.OF_COLUMN, column.settings())))
                        .toList(),
                declared.metrics().stream()
                        .map(metric -> new Metric(name(metric.name()), full(Setting.OF_METRIC, metric.settings())))
                        .toList());
        String uuid = new UUID(0, number).toString();
        var mark = new Mark(DOCUMENT, true, "0".repeat(64));
        return new ActualDataset(number, uuid, 1, "warehouse", dataset, mark, "2026-01-01", Map.of(), Map.of());
    }

    private static Applied applied(ActualDataset actual) {
        return new Applied(
                actual.uuid(), actual.id(), DOCUMENT, true, DOCUMENT, true, declared(actual.id(), "Column"), Set.of());
    }

    private static DatasetKey key(int number) {
        return new DatasetKey("warehouse", null, "dwh", "t" + number);
    }

    private static List<Column> columns(int number, String labelOfFirst) {
        Stream<Column> physical = IntStream.range(0, PHYSICAL)
                .mapToObj(i -> new Column(
                        name(i),
                        Settings.none()
                                .with(Setting.LABEL, Value.text((i == 0 ? labelOfFirst : "Column") + " " + i))
                                .with(Setting.DESCRIPTION, Value.text("Column " + i + " of table " + number))
                                .with(Setting.TYPE, Value.text(type(i)))
                                .with(Setting.EXPRESSION, Value.UNSET)
                                .with(Setting.TEMPORAL, Value.flag(i == 0))));
        Stream<Column> calculated = IntStream.range(PHYSICAL, PHYSICAL + CALCULATED)
                .mapToObj(i -> new Column(
                        name(i),
                        Settings.none()
                                .with(Setting.LABEL, Value.text("Column " + i))
                                .with(Setting.TYPE, Value.text("NUMERIC"))
                                .with(Setting.EXPRESSION, Value.text(name(1) + " * " + i))));
        return Stream.concat(physical, calculated).toList();
    }

    private static List<Metric> metrics() {
        return all(
                METRICS,
                i -> new Metric(
                        "metric_" + i,
                        Settings.none()
                                .with(Setting.LABEL, Value.text("Metric " + i))
                                .with(Setting.EXPRESSION, Value.text("COALESCE(SUM(" + name(i) + "), 0)"))
                                .with(Setting.D3_FORMAT, Value.text(",.2f"))));
    }

    private static String name(int column) {
        return "column_" + column;
    }

    /** The same name from another place. */
    private static String name(String same) {
        return String.valueOf(same.toCharArray());
    }

    private static String type(int column) {
        return column == 0 ? "TIMESTAMP" : "NUMERIC";
    }

    private static Settings full(Set<Setting> all, Settings stated) {
        var values = new EnumMap<Setting, Value>(Setting.class);
        all.forEach(setting -> values.put(setting, setting.defaultValue()));
        return Settings.of(values).overlaidWith(stated);
    }

    private static <T> List<T> all(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }
}
