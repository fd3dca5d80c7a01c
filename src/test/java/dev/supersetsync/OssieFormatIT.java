package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A genuine semantic model of Ossie, synced to a real Superset; its metrics are compared with SQL written by hand. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class OssieFormatIT {

    /** A dataset, one of its metrics, and SQL by hand that gives the same. */
    private static final String BY_HAND = """
            store_sales        | total_sales             | SELECT SUM(ss_ext_sales_price) FROM %s.store_sales
            store_sales        | total_profit            | SELECT SUM(ss_net_profit) FROM %s.store_sales
            store_sales        | sales_by_brand          | SELECT SUM(ss_ext_sales_price) FROM %s.store_sales
            store_sales_joined | total_sales             | SELECT SUM(ss_ext_sales_price) FROM %s.store_sales
            store_sales_joined | total_profit            | SELECT SUM(ss_net_profit) FROM %s.store_sales
            store_sales_joined | customer_lifetime_value | SELECT (SELECT SUM(ss_ext_sales_price) FROM %s.store_sales) / (SELECT COUNT(*) FROM %s.customer WHERE c_customer_sk IN (SELECT ss_customer_sk FROM %s.store_sales))
            """;

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTables() {
        world.sql(resource("/ossie/tpcds.sql"));
    }

    @Test
    void itsMetricsGiveWhatSqlByHandGives() {
        sync().expect(200);

        assertThat(BY_HAND.lines()).allSatisfy(line -> {
            var row = line.split(" *\\| *", 3);
            assertThat(World.metric(world.see(row[0]).id(), row[1])).isEqualTo(world.number(row[2]));
        });
    }

    @Test
    void itsCalculatedFieldsAndLookedUpOnesCanBeGroupedBy() {
        sync().expect(200);

        var rows = World.ask(
                        world.see("store_sales_joined").id(),
                        List.of("customer__customer_full_name"),
                        List.of("total_sales"))
                .json()
                .path("result")
                .path(0)
                .path("data");
        assertThat(rows.valueStream()
                        .map(row -> row.path("customer__customer_full_name").asString("nobody") + " "
                                + row.path("total_sales").asDouble()))
                .containsExactlyInAnyOrder("Ada Hill 35.0", "Bo Lind 14.0", "nobody 7.5");
        assertThat(World.ask(world.see("customer").id(), List.of("customer_full_name"), List.of())
                        .status())
                .isEqualTo(200);
        assertThat(world.see("date_dim").column("d_date").path("is_dttm").asBoolean())
                .isTrue();
        assertThat(world.see("date_dim")
                        .column("d_quarter_name")
                        .path("is_dttm")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void itIsInStepAfterOneSyncAndTellsWhatItLost() {
        var first = sync().expect(200);

        assertThat(first.withheld()).isEmpty();
        assertThat(first.warnings())
                .allMatch(warning -> warning.startsWith("NOT_CONVERTED"))
                .hasSize(12);
        assertThat(sync().expect(200).writes()).isZero();
    }

    @Test
    void itIsShownAsADocumentThatGivesTheSame() {
        sync().expect(200);
        var converted =
                RunningService.shared().post("/models/convert", request("")).expect(200);

        var models = converted.body().path("document");
        assertThat(models.path("models")).hasSize(6);
        var again = RunningService.shared()
                .post(
                        "/sync",
                        "{\"target\": \"main\", \"update_strategy\": \"CREATE, UPDATE\", \"models\": %s}"
                                .formatted(models))
                .expect(200);
        assertThat(again.writes()).isZero();
    }

    private Answer sync() {
        return RunningService.shared().post("/sync", request("update_strategy: CREATE, UPDATE"));
    }

    private String request(String more) {
        return """
                format: ossie
                target: main
                name: %s
                database_names: {tpcds: %s}
                %s
                models:
                %s
                """.formatted(
                        world.name(),
                        World.DATABASE,
                        more,
                        resource("/ossie/tpcds_semantic_model.yaml")
                                .replace("tpcds.public.", "tpcds." + world.name() + ".")
                                .indent(2));
    }

    private static String resource(String path) {
        try (InputStream stream = Objects.requireNonNull(OssieFormatIT.class.getResourceAsStream(path))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
