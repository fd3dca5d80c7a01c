package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.StandInSettings;
import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTests {

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");

    @BeforeEach
    void makeTable() {
        superset.warehouse().execute("CREATE SCHEMA dwh; CREATE TABLE dwh.orders (id BIGINT)");
    }

    @AfterEach
    void stop() {
        superset.close();
    }

    @Test
    void renewsExpiredTokenInMidRunWithTheRefreshToken() {
        TargetConnection connection = connect("admin");
        superset.expireAccessTokens();

        assertThat(connection.datasets().list()).isEmpty();

        assertThat(superset.requests().of("POST", "/api/v1/security/login")).hasSize(1);
        assertThat(superset.requests().of("POST", "/api/v1/security/refresh")).hasSize(1);
    }

    @Test
    void signsInAgainWhereTheRefreshTokenIsRefused() {
        TargetConnection connection = connect("admin");
        superset.expireAccessTokens();
        superset.faults().on("POST", "/api/v1/security/refresh").answer(401, "{\"msg\": \"Token has expired\"}");

        assertThat(connection.datasets().list()).isEmpty();

        assertThat(superset.requests().of("POST", "/api/v1/security/login")).hasSize(2);
    }

    @Test
    void renewsCsrfTokenAndWritesOnce() {
        TargetConnection connection = connect("admin");
        int first = connection.writer().create(key("orders"), null).id();
        connection.writer().delete(first);
        superset.forgetSessions();

        int second = connection.writer().create(key("orders"), null).id();
        superset.forgetSessions();
        connection.writer().delete(second);

        assertThat(superset.people().datasets()).isEmpty();
        assertThat(superset.requests().of("GET", "/api/v1/security/csrf_token/"))
                .hasSize(3);
    }

    @Test
    void writesWhileTheTokenExpires() {
        TargetConnection connection = connect("admin");
        int id = connection.writer().create(key("orders"), null).id();
        superset.expireAccessTokens();

        connection.writer().delete(id);

        assertThat(superset.people().datasets()).isEmpty();
    }

    @Test
    void saysThatThePasswordIsWrongWithoutTellingIt() {
        assertThatThrownBy(() -> connect("not-the-password")).isInstanceOfSatisfying(SupersetException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(e.said()).isNotEmpty().doesNotContain("not-the-password");
            assertThat(e.call()).isEqualTo("POST /api/v1/security/login");
        });
    }

    @Test
    void signsInWithApiKeyAndWrites() {
        var target = Connections.target(Connections.withApiKey(superset.url(), superset.createApiKey()));

        int id = target.connect().writer().create(key("orders"), null).id();

        assertThat(superset.people().datasets())
                .singleElement()
                .satisfies(dataset -> assertThat(dataset.path("id").asInt()).isEqualTo(id));
        assertThat(superset.requests().of("POST", "/api/v1/security/login")).isEmpty();
    }

    @Test
    void saysThatApiKeyIsRefused() {
        String key = superset.createApiKey();
        superset.switchOffApiKeys();

        assertThatThrownBy(() -> Connections.target(Connections.withApiKey(superset.url(), key))
                        .connect())
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
                    assertThat(e.said()).doesNotContain(key);
                });
    }

    @Test
    void worksBelowPath() {
        try (var below = SupersetStandIn.start(StandInSettings.of("6.1.0").below("/analytics"))) {
            below.warehouse().execute("CREATE SCHEMA dwh; CREATE TABLE dwh.orders (id BIGINT)");
            var target = Connections.target(Connections.withPassword(below.url(), "admin", "admin"));

            target.connect().writer().create(key("orders"), null);

            assertThat(below.people().datasets()).hasSize(1);
        }
    }

    @Test
    void looksWithoutThrowingAndRemembersForSomeSeconds() {
        connect("admin"); // the first call of a JVM takes longer than a look may
        superset.requests().clear();
        var clock = new SteppingClock();
        var target = Connections.target(
                Connections.withPassword(superset.url(), "admin", "wrong"),
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                clock,
                clock);

        var look = target.look();
        target.look();
        long calls = superset.requests().all().size();
        clock.sleep(java.time.Duration.ofSeconds(6));
        target.look();

        assertThat(look.reachable()).isFalse();
        assertThat(look.version()).contains("6.1.0");
        assertThat(look.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("Not authorized"));
        assertThat(calls).isEqualTo(2);
        assertThat(superset.requests().all()).hasSize(4);
    }

    private TargetConnection connect(String password) {
        return Connections.target(Connections.withPassword(superset.url(), "admin", password))
                .connect();
    }

    private static DatasetKey key(String name) {
        return new DatasetKey("warehouse", null, "dwh", name);
    }
}
