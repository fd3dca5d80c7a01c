package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.ReliabilityCampaign.Size;
import dev.supersetsync.standin.SupersetStandIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several processes of the service while processes, the storage and Superset go and come back; {@code bench/run reliability} does more. */
class ReliabilityTests {

    private static final Size SIZE = new Size(40, 2, 6, 2, 1, 1, 1, 7);
    private static final int DROPPED = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void everyCallGetsOneHonestAnswerWhateverGoes() {
        try (SupersetStandIn superset = SupersetStandIn.start("6.1.0");
                Replicas replicas = Replicas.start(3, superset.url(), SIZE.targetNames())) {
            ShopScene scene = new ShopScene(
                            "c", "warehouse", 6, schema -> datasets(superset, schema), () -> drop(superset))
                    .filled(SIZE.targetNames(), superset.warehouse()::execute);

            CampaignFindings findings = ReliabilityCampaign.run(SIZE, scene, replicas);

            System.err.println(findings.report());
            assertThat(findings.wrong()).isEmpty();
        }
    }

    /** Superset does not answer for some calls, as when it is restarted. */
    private static void drop(SupersetStandIn superset) {
        int before = superset.requests().all().size();
        superset.faults().on("*", ".*").always().closeBefore();
        await().atMost(PATIENCE).until(() -> superset.requests().all().size() >= before + DROPPED);
        superset.faults().clear();
    }

    private static List<String> datasets(SupersetStandIn superset, String schema) {
        return superset.people().datasets().stream()
                .filter(row -> row.path("schema").asString().equals(schema))
                .map(row -> row.path("table_name").asString())
                .toList();
    }
}
