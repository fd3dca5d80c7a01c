package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of an export says, as each version writes it. */
class ExportedDatasetsTests {

    private static final String UUID = "00000001-1111-1111-1111-111111111111";
    private static final int LISTED = 21;

    private final CannedServer server = new CannedServer()
            .answer("GET /api/v1/database/", 200, """
                    {"count": 1, "result": [{"id": 1, "uuid": "22222222-2222-2222-2222-222222222222",
                     "database_name": "shop", "backend": "postgresql", "allow_multi_catalog": false}]}""")
            .answer("GET /api/v1/dataset/related/owners", 200, """
                    {"count": 1, "result": [{"value": 3, "text": "Ana", "extra": {"email": "ana@example.org"}}]}""")
            .answer("GET /api/v1/dataset/", 200, """
                    {"count": %d, "result": [%s]}""".formatted(LISTED, rows()));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"6.1.0, orders-6.1", "5.0.0, orders-4.1", "4.1.4, orders-4.1"})
    void tellEverythingOfADataset(String version, String file) {
        server.answer("GET /static/version_info.json", 200, "{\"version\": \"" + version + "\"}")
                .answer("GET /api/v1/dataset/export/", 200, zip(file));
        var datasets = Connections.target(Connections.withPassword(server.url(), "ana", "password"))
                .connect()
                .datasets();
        datasets.list();

        List<ActualDataset> read =
                datasets.read(IntStream.rangeClosed(1, LISTED).boxed().toList());

        assertThat(read)
                .containsExactly(new ActualDataset(
                        1,
                        UUID,
                        1,
                        "warehouse",
                        new Dataset(
                                new DatasetKey("shop", null, "dwh", "orders"),
                                settings(version),
                                List.of(new Column("at", at()), new Column("id", id())),
                                List.of(new Metric("revenue", revenue()))),
                        new Mark("shop", true, "12e4"),
                        "2026-01-01T10:00:00.000001+0000",
                        Map.of(),
                        Map.of()));
    }

    private static Settings settings(String version) {
        Settings settings = defaults(Setting.OF_DATASET)
                .with(Setting.MAIN_DATETIME_COLUMN, Value.text("at"))
                .with(Setting.DESCRIPTION, Value.text("123"))
                .with(Setting.OFFSET, Value.whole(-2))
                .with(Setting.CACHE_TIMEOUT, Value.whole(600))
                .with(Setting.SQL, Value.text("SELECT 1 AS id,\n  'é' AS at -- x: y\nFROM t"))
                .with(Setting.TEMPLATE_PARAMS, Value.text("{\"a\":\"08\",\"b\":1}"))
                .with(Setting.FILTER_SELECT_ENABLED, Value.flag(false))
                .with(Setting.NORMALIZE_COLUMNS, Value.flag(true))
                .with(Setting.CERTIFICATION, new Value.Certification("Ana", null))
                .with(Setting.EXTRA, Value.text("{\"own\":[1.1,\"on\"]}"))
                .with(Setting.OWNERS, new Value.Names(List.of("ana@example.org")));
        return version.startsWith("6.")
                ? settings.with(Setting.CURRENCY_CODE_COLUMN, Value.text("currency"))
                : settings.without(Setting.CURRENCY_CODE_COLUMN);
    }

    private static Settings id() {
        return defaults(Setting.OF_COLUMN)
                .with(Setting.CERTIFICATION, Value.UNSET)
                .with(Setting.TYPE, Value.text("BIGINT"))
                .with(Setting.GROUPABLE, Value.flag(false))
                .with(Setting.FILTERABLE, Value.flag(false))
                .with(Setting.HIDDEN, Value.flag(true))
                .with(Setting.DESCRIPTION, Value.text("1e5"))
                .with(Setting.EXTRA, Value.text("{\"warning_markdown\":\"y\"}"));
    }

    private static Settings at() {
        return defaults(Setting.OF_COLUMN)
                .with(Setting.CERTIFICATION, Value.UNSET)
                .with(Setting.TYPE, Value.text("TIMESTAMP"))
                .with(Setting.TEMPORAL, Value.flag(true))
                .with(Setting.DATE_FORMAT, Value.text("%Y"))
                .with(Setting.EXPRESSION, Value.text("now()"))
                .with(Setting.ADVANCED_DATA_TYPE, Value.text("ipv4"))
                .with(Setting.LABEL, Value.text("2026-01-01"));
    }

    private static Settings revenue() {
        return defaults(Setting.OF_METRIC)
                .with(Setting.LABEL, Value.text("Revenue"))
                .with(Setting.EXPRESSION, Value.text("SUM(id)"))
                .with(Setting.D3_FORMAT, Value.text(",.2f"))
                .with(Setting.CURRENCY, new Value.Currency("EUR", "suffix"))
                .with(Setting.WARNING, Value.text("on"))
                .with(Setting.CERTIFICATION, new Value.Certification("Bo", "x"));
    }

    private static Settings defaults(Iterable<Setting> all) {
        Settings defaults = Settings.none();
        for (Setting setting : all) {
            defaults = defaults.with(setting, setting.defaultValue());
        }
        return defaults;
    }

    /** One that is exported, and others that are not, and are gone when they are asked for. */
    private static String rows() {
        return IntStream.rangeClosed(1, LISTED).mapToObj("""
                        {"id": %1$d, "uuid": "%1$08d-1111-1111-1111-111111111111", "catalog": "warehouse", "schema": "dwh",
                         "database": {"id": 1, "database_name": "shop"}, "table_name": "t%1$d", "owners": [{"id": 3}],
                         "kind": "virtual", "extra": null, "changed_on_utc": "2026-01-01T10:00:00.000001+0000"}"""::formatted).collect(Collectors.joining(","));
    }

    private static byte[] zip(String file) {
        try (var yaml =
                Objects.requireNonNull(ExportedDatasetsTests.class.getResourceAsStream("/exports/" + file + ".yaml"))) {
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            return Zip.write("dataset_export", Map.of("datasets/shop/orders.yaml", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
