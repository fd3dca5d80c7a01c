package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.Issuer;
import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Superset that accepts the tokens of an issuer, synced with tokens that the issuer gives for a client's secret. */
@ExtendWith(OutputCaptureExtension.class)
class ClientCredentialsIT {

    private static final int TABLES = 12;
    private static final int MOST_SYNCS = 100;

    /** A call may wait for its turn for some seconds with its token, where the machine is busy. */
    private static final Duration LIFE = Duration.ofSeconds(15);

    private static final String SCHEMA = "by_client_credentials";

    private static Issuer issuer;
    private static SupersetServer superset;

    @BeforeAll
    static void start() {
        Warehouse.shared().execute("DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s".formatted(SCHEMA));
        IntStream.range(0, TABLES)
                .forEach(number -> Warehouse.shared()
                        .execute("CREATE TABLE %s.t%d (id BIGINT, name TEXT)".formatted(SCHEMA, number)));
        issuer = new Issuer();
        superset = SupersetServer.start(SupersetOptions.defaults().withIssuer(issuer.uri()));
    }

    @AfterAll
    static void stop() {
        superset.close();
        issuer.close();
    }

    /** Creations and updates: reads and writes, these with CSRF token and session cookie. */
    @Test
    void syncsWhileTokensEnd(CapturedOutput output) {
        issuer.grantFor(LIFE);
        try (var service = service("admin", Issuer.SECRET)) {
            service.post("/sync", models("As created")).expect(200);
            int before = issuer.granted().size();

            int syncs = 0;
            while (issuer.granted().size() == before && syncs < MOST_SYNCS) {
                syncs++;
                var run = service.post("/sync", models("After sync " + syncs)).expect(200);
                assertThat(run.count("updated")).isEqualTo(TABLES);
            }

            assertThat(issuer.granted()).as("tokens, after %d syncs", syncs).hasSizeGreaterThan(before);
            assertThat(service.post("/sync", models("After sync " + syncs))
                            .expect(200)
                            .writes())
                    .isZero();
        }
        assertThat(output.getAll()).doesNotContain(Issuer.SECRET);
        assertThat(issuer.granted()).noneMatch(output.getAll()::contains);
    }

    @Test
    void saysThatTheIssuerDoesNotKnowTheSecret() {
        try (var service = service("admin", "wrong-secret")) {
            var answer = service.post("/sync", models("First")).expect(502);

            assertThat(answer.text())
                    .contains("/problems/superset-unauthorized", "invalid_client", "POST /realms/data/token")
                    .doesNotContain("wrong-secret");
        }
    }

    @Test
    void saysThatSupersetDoesNotKnowTheClient() {
        try (var service = service("somebody-else", Issuer.SECRET)) {
            var answer = service.post("/sync", models("First")).expect(502);

            assertThat(answer.text()).contains("/problems/superset-unauthorized");
        }
    }

    private static RunningService service(String client, String secret) {
        return RunningService.startWithTarget(new LinkedHashMap<>(Map.of(
                "superset-sync.targets.main.url",
                superset.baseUrl(),
                "superset-sync.targets.main.oauth2.token-uri",
                issuer.uri() + "/token",
                "superset-sync.targets.main.oauth2.client-id",
                client,
                "superset-sync.targets.main.oauth2.client-secret",
                secret,
                "superset-sync.targets.main.databases.warehouse.sqlalchemy-uri",
                Warehouse.shared().sqlalchemyUriFor(superset))));
    }

    private static String models(String description) {
        return "models:\n  version: 1\n  name: shop\n  defaults: {database: warehouse, schema: %s}\n  models:\n"
                        .formatted(SCHEMA)
                + IntStream.range(0, TABLES)
                        .mapToObj(number ->
                                "  - {table: t%d, description: %s, columns: [{name: id}, {name: name, label: Name}]}"
                                        .formatted(number, description))
                        .collect(Collectors.joining("\n"));
    }
}
