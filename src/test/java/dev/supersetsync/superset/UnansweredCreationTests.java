package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for ours where Superset does not answer a creation. */
class UnansweredCreationTests {

    private static final DatasetKey KEY = new DatasetKey("warehouse", null, "dwh", "orders");
    private static final String DATASETS = "/api/v1/dataset/";

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0", "5.0.0", "4.1.4"})
    void whatWasMadeIsOurs(String version) {
        try (SupersetStandIn superset = superset(version)) {
            superset.faults().on("POST", DATASETS).closeAfter();

            assertThat(writer(superset).create(KEY, null).key()).isEqualTo(KEY);
            assertThat(superset.requests().of("POST", DATASETS)).hasSize(1);
        }
    }

    @Test
    void whatSomebodyElseMadeIsNot() {
        try (SupersetStandIn superset = superset("6.1.0")) {
            superset.people().addDataset("dwh", "orders", Map.of("id", "BIGINT"), Map.of());
            superset.faults().on("POST", DATASETS).closeBefore();
            DatasetWriter writer = writer(superset);

            assertThatThrownBy(() -> writer.create(KEY, null))
                    .isInstanceOfSatisfying(
                            SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER));
        }
    }

    @Test
    void whatSomebodyElseMadeIsNotWhereSupersetFailsFirst() {
        try (SupersetStandIn superset = superset("6.1.0")) {
            superset.people().addDataset("dwh", "orders", Map.of("id", "BIGINT"), Map.of());
            superset.faults().on("POST", DATASETS).answer(500, "{\"message\": \"Fatal error\"}");
            DatasetWriter writer = writer(superset);

            assertThatThrownBy(() -> writer.create(KEY, null))
                    .isInstanceOf(SupersetException.class)
                    .hasMessageContaining("already exists");
        }
    }

    private static SupersetStandIn superset(String version) {
        SupersetStandIn superset = SupersetStandIn.start(version);
        superset.warehouse().execute("CREATE SCHEMA dwh; CREATE TABLE dwh.orders (id bigint)");
        return superset;
    }

    private static DatasetWriter writer(SupersetStandIn superset) {
        return Connections.target(Connections.withPassword(superset.url(), "admin", "admin"))
                .connect()
                .writer();
    }
}
