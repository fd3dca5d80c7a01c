package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom Superset keeps among the owners of what we write. */
class KeptOwnerTests {

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0", "5.0.0", "4.1.4"})
    void isTheServiceUserUnlessItIsAdmin(String version) {
        try (var superset = SupersetStandIn.start(version)) {
            superset.people().addUser("service", "Sue", "Service");

            assertThat(connect(Connections.withPassword(superset.url(), "service", "service")))
                    .contains("service@example.org");
            assertThat(connect(Connections.withPassword(superset.url(), "admin", "admin")))
                    .isEmpty();
        }
    }

    @Test
    void isTheUserOfTheApiKey() {
        try (var superset = SupersetStandIn.start("6.1.0")) {
            int user = superset.people().addUser("service", "Sue", "Service");
            String key = superset.people().apiKey(user);

            assertThat(connect(Connections.withApiKey(superset.url(), key))).contains("service@example.org");
        }
    }

    @Test
    void isTheServiceUserWhereItMaySeeNoMenu() {
        try (var superset = SupersetStandIn.start("6.1.0")) {
            superset.people().addUser("service", "Sue", "Service");
            superset.faults().on("GET", "/api/v1/menu/").answer(403, "{\"message\": \"Forbidden\"}");

            assertThat(connect(Connections.withPassword(superset.url(), "service", "service")))
                    .contains("service@example.org");
        }
    }

    private static Optional<String> connect(TargetSettings settings) {
        try (Target target = Connections.target(settings)) {
            return target.connect().datasets().keptOwner();
        }
    }
}
