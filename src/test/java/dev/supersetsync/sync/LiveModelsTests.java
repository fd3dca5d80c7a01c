package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Planner;
import dev.supersetsync.plan.Situation;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.source.NativeYaml;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is there becomes models by which nothing changes. */
class LiveModelsTests {

    private static final Map<String, Database> DATABASES = Map.of(
            "warehouse", new Database(1, "uuid", "warehouse", "postgresql", new Database.Catalog.Named("warehouse")));

    /** All settings at their defaults, as Superset tells them, with some other ones. */
    private static Settings settings(Set<Setting> all, Map<Setting, Value> others) {
        Settings settings = Settings.none();
        for (Setting setting : all) {
            settings = settings.with(setting, setting.defaultValue());
        }
        for (Map.Entry<Setting, Value> other : others.entrySet()) {
            settings = settings.with(other.getKey(), other.getValue());
        }
        return settings;
    }

    private static ActualDataset orders(
            Map<Setting, Value> dataset, Map<Setting, Value> column, Map<Setting, Value> metric) {
        return dataset(
                7,
                "orders",
                settings(Setting.OF_DATASET, dataset),
                List.of(
                        new Column("id", settings(Setting.OF_COLUMN, Map.of(Setting.TYPE, Value.text("BIGINT")))),
                        new Column("at", settings(Setting.OF_COLUMN, column))),
                List.of(new Metric("count", settings(Setting.OF_METRIC, metric))));
    }

    private static ActualDataset dataset(
            int id, String name, Settings settings, List<Column> columns, List<Metric> metrics) {
        var key = new DatasetKey("warehouse", null, "dwh", name);
        var dataset = new Dataset(key, settings, columns, metrics);
        return new ActualDataset(id, "uuid-" + id, 1, null, dataset, null, "", Map.of(), Map.of());
    }

    private static final Map<Setting, Value> TIME =
            Map.of(Setting.TYPE, Value.text("TIMESTAMP"), Setting.TEMPORAL, Value.flag(true));
    private static final Map<Setting, Value> COUNT = Map.of(Setting.EXPRESSION, Value.text("COUNT(*)"));

    private static Document declared(ActualDataset... datasets) {
        return new LiveModels("ana@example.org"::equals).document("shop", List.of(datasets));
    }

    private static void assertChangesNothing(Document document, String strategy, ActualDataset... there) {
        var situation = new Situation(
                document.name(),
                new DesiredModels(DATABASES).of(document),
                DATABASES,
                List.of(there).stream().map(ActualDataset::listed).toList(),
                List.of(there).stream().collect(Collectors.toMap(ActualDataset::id, Function.identity())),
                Set.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                null,
                Facts.NONE,
                UpdateStrategy.parse(List.of(strategy)),
                Guards.DEFAULT,
                false);
        Planner.Draft draft = Planner.plan(situation);

        assertThat(draft.needs().isEmpty()).isTrue();
        assertThat(draft.plan().withheld()).isEmpty();
        assertThat(draft.plan().changes()).extracting(Change::action).containsOnly(Action.UNCHANGED);
    }

    @Test
    void saysAllThatIsNotAsSupersetMakesIt() {
        ActualDataset orders = orders(
                Map.of(
                        Setting.DESCRIPTION, Value.text("Orders"),
                        Setting.MAIN_DATETIME_COLUMN, Value.text("at"),
                        Setting.CACHE_TIMEOUT, Value.whole(60),
                        Setting.CERTIFICATION, new Value.Certification("Board", "Audited"),
                        Setting.OWNERS, new Value.Names(List.of("ana@example.org"))),
                Map.of(
                        Setting.TYPE, Value.text("TIMESTAMP"),
                        Setting.TEMPORAL, Value.flag(true),
                        Setting.LABEL, Value.text("At"),
                        Setting.GROUPABLE, Value.flag(false),
                        Setting.FILTERABLE, Value.flag(false),
                        Setting.HIDDEN, Value.flag(true),
                        Setting.DATE_FORMAT, Value.text("epoch_s")),
                Map.of(
                        Setting.EXPRESSION, Value.text("COUNT(*)"),
                        Setting.D3_FORMAT, Value.text(",d"),
                        Setting.CURRENCY, new Value.Currency("EUR", "prefix"),
                        Setting.WARNING, Value.text("Careful")));

        Document document = declared(orders);

        assertThat(document.losses()).isEmpty();
        assertThat(NativeYaml.write(document)).isEqualTo("""
                version: 1
                name: shop
                defaults:
                  database: warehouse
                  schema: dwh
                models:
                  - table: orders
                    description: Orders
                    main_datetime_column: at
                    cache_timeout: 60
                    certification:
                      by: Board
                      details: Audited
                    owners:
                      - ana@example.org
                    columns:
                      - name: id
                        type: BIGINT
                      - name: at
                        type: TIMESTAMP
                        label: At
                        temporal: true
                        groupable: false
                        filterable: false
                        hidden: true
                        date_format: epoch_s
                    metrics:
                      - name: count
                        expression: COUNT(*)
                        d3_format: ",d"
                        currency: EUR
                        warning: Careful
                """);
        assertChangesNothing(document, "UPDATE", orders);
        assertChangesNothing(document, "REPLACE", orders);
    }

    @Test
    void aDatasetAsSupersetMakesItChangesNothingEither() {
        ActualDataset orders = orders(Map.of(), TIME, COUNT);

        assertChangesNothing(declared(orders), "UPDATE", orders);
        assertChangesNothing(declared(orders), "REPLACE", orders);
    }

    @Test
    void aTimeThatCountsAsNoneStaysSo() {
        ActualDataset orders = orders(Map.of(), Map.of(Setting.TYPE, Value.text("TIMESTAMP")), COUNT);

        assertChangesNothing(declared(orders), "UPDATE", orders);
        assertChangesNothing(declared(orders), "REPLACE", orders);
    }

    @Test
    void tellsWhatADocumentCannotSay() {
        ActualDataset orders = orders(
                Map.of(
                        Setting.OFFSET,
                        Value.whole(2),
                        Setting.FILTER_SELECT_ENABLED,
                        Value.flag(false),
                        Setting.CERTIFICATION,
                        new Value.Certification(null, "Audited"),
                        Setting.OWNERS,
                        new Value.Names(List.of("ana@example.org", "someone"))),
                Map.of(
                        Setting.ADVANCED_DATA_TYPE,
                        Value.text("port"),
                        Setting.CERTIFICATION,
                        new Value.Certification("Board", "Audited")),
                Map.of(
                        Setting.EXPRESSION, Value.text("COUNT(*)"),
                        Setting.CURRENCY, new Value.Currency("EUR", "suffix"),
                        Setting.EXTRA, Value.text("{\"a\": 1}")));

        Document document = declared(orders);

        assertThat(document.losses())
                .extracting(Loss::path)
                .containsExactlyInAnyOrder(
                        "offset",
                        "filter_select_enabled",
                        "certification",
                        "owners",
                        "columns.at.advanced_data_type",
                        "columns.at.certification",
                        "metrics.count.currency",
                        "metrics.count.extra");
        assertThat(document.losses())
                .extracting(Loss::message)
                .contains(
                        "orders: offset (2) has no place in a document; it stays as it is.",
                        "orders: columns.at.certification (Board, Audited) has no place in a document; it stays as it is.");
        assertChangesNothing(document, "UPDATE", orders);
    }

    @Test
    void leavesOutWhatCannotBeADocumentAndSaysSo() {
        ActualDataset orders = orders(Map.of(), TIME, COUNT);
        ActualDataset again = dataset(9, "orders", Settings.none(), List.of(), List.of());
        ActualDataset nameless = dataset(8, " ", Settings.none(), List.of(), List.of());
        ActualDataset broken =
                dataset(10, "broken", Settings.none(), List.of(), List.of(new Metric("m", Settings.none())));

        Document document = declared(orders, nameless, again, broken);

        assertThat(document.models()).extracting(Model::table).containsExactly("orders", "broken");
        assertThat(document.losses())
                .extracting(Loss::message)
                .anySatisfy(message -> assertThat(message).contains("dataset 8 is left out"))
                .anySatisfy(message -> assertThat(message).contains("dataset 9 is left out: another one has its name"))
                .anySatisfy(message -> assertThat(message).contains("broken: metrics.m without SQL"));
    }

    @ParameterizedTest
    @CsvSource({
        ",           ,    ,         true",
        "warehouse,  dwh, fct_*,    true",
        "warehouse,  dwh, '???_sales', true",
        "warehouse,  dwh, fct_,     false",
        "warehouse,  dwh, 'fct.*',  false",
        "warehouse,  ods, ,         false",
        "other,      ,    ,         false"
    })
    void selectsByPlaceAndGlob(
            @Nullable String database, @Nullable String schema, @Nullable String table, boolean means) {
        List<String> tables = table == null ? List.of() : List.of(table);
        var request = new LiveRequest(null, database, null, schema, tables, null);

        assertThat(new LiveSelection(request, List.of()).means(new DatasetKey("warehouse", null, "dwh", "fct_sales")))
                .isEqualTo(means);
    }
}
