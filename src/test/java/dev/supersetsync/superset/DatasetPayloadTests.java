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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatasetPayloadTests {

    private static final Mark MARK = new Mark("shop", true, "h");
    private static final String MARK_JSON =
            "\\\"superset_sync\\\":{\\\"document\\\":\\\"shop\\\",\\\"created\\\":true," + "\\\"hash\\\":\\\"h\\\"}";
    private static final DatasetKey KEY = new DatasetKey("warehouse", null, "dwh", "orders");
    private static final Dataset BEFORE = new Dataset(
            KEY,
            Settings.of(Map.of(
                    Setting.DESCRIPTION, Value.text("Orders"),
                    Setting.ALWAYS_FILTER_MAIN_DTTM, Value.flag(true),
                    Setting.EXTRA, Value.text("{\"theirs\":1}"))),
            List.of(
                    new Column(
                            "id",
                            Settings.of(Map.of(Setting.LABEL, Value.text("Id"), Setting.HIDDEN, Value.flag(false)))),
                    new Column("amount", Settings.none())),
            List.of(new Metric(
                    "revenue",
                    Settings.of(Map.of(
                            Setting.EXPRESSION,
                            Value.text("SUM(amount)"),
                            Setting.CURRENCY,
                            new Value.Currency("EUR", "prefix"))))));
    private static final ActualDataset CURRENT = new ActualDataset(
            7, "u", 1, "warehouse", BEFORE, null, "", Map.of("id", 70, "amount", 71), Map.of("revenue", 80));

    private final CannedServer server = new CannedServer();
    private final DatasetPayload newest = payload("6.1.0");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesTheQueryFromWhatBecomesATable() {
        var query = new Dataset(KEY, Settings.of(Map.of(Setting.SQL, Value.text("SELECT 1"))), List.of(), List.of());
        var table = new Dataset(KEY, Settings.of(Map.of(Setting.SQL, Value.UNSET)), List.of(), List.of());
        var current = new ActualDataset(7, "u", 1, null, query, null, "", Map.of(), Map.of());

        assertThat(newest.of(current, table, MARK).toString()).startsWith("{\"sql\":null,");
    }

    @Test
    void sendsLittleWhereOnlyTheMarkIsNew() {
        assertThat(newest.of(CURRENT, BEFORE, MARK).toString())
                .isEqualTo("{\"always_filter_main_dttm\":true,\"extra\":\"{\\\"theirs\\\":1," + MARK_JSON + "}\"}");
    }

    @Test
    void leavesWhatIsNotStated() {
        var after = new Dataset(
                KEY,
                Settings.none(),
                List.of(new Column("id", Settings.none()), new Column("amount", Settings.none())),
                List.of(new Metric("revenue", Settings.none())));

        assertThat(newest.of(CURRENT, after, MARK)).isEqualTo(newest.of(CURRENT, BEFORE, MARK));
    }

    @Test
    void sendsAllColumnsWhereOneDiffersAndMetricsNot() {
        var after = new Dataset(
                KEY,
                BEFORE.settings(),
                List.of(
                        BEFORE.columns().getFirst().with(Setting.HIDDEN, Value.flag(true)),
                        new Column("net", Settings.of(Map.of(Setting.EXPRESSION, Value.text("amount / 1.2"))))),
                BEFORE.metrics());

        var body = newest.of(CURRENT, after, MARK);

        assertThat(body.path("columns").toString())
                .isEqualTo("[{\"id\":70,\"is_active\":false,\"column_name\":\"id\"},"
                        + "{\"expression\":\"amount / 1.2\",\"column_name\":\"net\"}]");
        assertThat(body.has("metrics")).isFalse();
    }

    @Test
    void sendsExpressionOfEveryMetric() {
        var after = new Dataset(
                KEY,
                BEFORE.settings(),
                BEFORE.columns(),
                List.of(
                        new Metric("revenue", Settings.none()),
                        new Metric("count", Settings.of(Map.of(Setting.EXPRESSION, Value.text("COUNT(*)"))))));

        assertThat(newest.of(CURRENT, after, MARK).path("metrics").toString())
                .isEqualTo("[{\"id\":80,\"metric_name\":\"revenue\",\"expression\":\"SUM(amount)\"},"
                        + "{\"expression\":\"COUNT(*)\",\"metric_name\":\"count\"}]");
    }

    @Test
    void clearsWhatIsUnset() {
        var after = new Dataset(
                KEY,
                Settings.of(Map.of(Setting.DESCRIPTION, Value.UNSET, Setting.EXTRA, Value.UNSET)),
                BEFORE.columns(),
                List.of());

        var body = newest.of(CURRENT, after, MARK);

        assertThat(body.path("description").isNull()).isTrue();
        assertThat(body.path("metrics").isEmpty()).isTrue();
        assertThat(body.path("extra").asString("")).doesNotContain("theirs");
    }

    @Test
    void writesForOlderServersWhatTheyNeed() {
        var after = new Dataset(
                KEY,
                BEFORE.settings(),
                BEFORE.columns(),
                List.of(new Metric(
                        "revenue", Settings.of(Map.of(Setting.CURRENCY, new Value.Currency("USD", "suffix"))))));

        var older = payload("5.0.0").of(CURRENT, after, MARK);

        assertThat(older.path("schema").asString("")).isEqualTo("dwh");
        assertThat(older.path("catalog").asString("")).isEqualTo("warehouse");
        assertThat(older.path("metrics").path(0).path("currency").asString(""))
                .isEqualTo("{\"symbol\":\"USD\",\"symbolPosition\":\"suffix\"}");
        var newer = newest.of(CURRENT, after, MARK);
        assertThat(newer.has("catalog")).isFalse();
        assertThat(newer.path("metrics").path(0).path("currency").path("symbol").asString(""))
                .isEqualTo("USD");
    }

    @Test
    void findsOwnersByAddress() {
        server.answer("GET /api/v1/dataset/related/owners", 200, """
                {"count": 2, "result": [{"text": "Ana", "value": 3, "extra": {"active": true, "email": "Ana@example.org"}},
                  {"text": "Ben", "value": 4, "extra": {"active": true}}]}""");
        var after = new Dataset(
                KEY,
                Settings.of(Map.of(Setting.OWNERS, new Value.Names(List.of("ana@example.org", "user:4")))),
                BEFORE.columns(),
                BEFORE.metrics());

        assertThat(newest.of(CURRENT, after, MARK).path("owners").toString()).isEqualTo("[3,4]");
    }

    private DatasetPayload payload(String version) {
        var target = Connections.target(Connections.withPassword(server.url(), "ana", "password"));
        return new DatasetPayload(ServerVersion.parse(version).orElseThrow(), new Owners(target.calls()));
    }
}
