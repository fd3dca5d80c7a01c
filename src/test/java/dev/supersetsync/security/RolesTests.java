package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class RolesTests {

    private static final String[] TOKENS = {
        "superset-sync.tokens[0].name=looker",
        "superset-sync.tokens[0].role=READ",
        "superset-sync.tokens[0].value=t-READ",
        "superset-sync.tokens[1].name=ci",
        "superset-sync.tokens[1].role=SYNC",
        "superset-sync.tokens[1].value=t-SYNC",
        "superset-sync.tokens[2].name=boss",
        "superset-sync.tokens[2].role=ADMIN",
        "superset-sync.tokens[2].value=t-ADMIN"
    };

    @ParameterizedTest
    @CsvSource({
        "GET,    /runs,                       READ",
        "HEAD,   /runs,                       READ",
        "GET,    /targets,                    READ",
        "GET,    /strategy-sets/careful,      READ",
        "GET,    /models/schema,              READ",
        "GET,    /v3/api-docs,                READ",
        "GET,    /swagger-ui.html,            READ",
        "GET,    /swagger-ui/index.html,      READ",
        "GET,    /problems/unauthorized,      READ",
        "POST,   /plans,                      READ",
        "POST,   /models/validate,            READ",
        "POST,   /models/convert,             READ",
        "GET,    /actuator/prometheus,        READ",
        "GET,    /actuator/info,              READ",
        "GET,    /actuator/health/sync,       READ",
        "POST,   /sync,                       SYNC",
        "POST,   /plans/0197/apply,           SYNC",
        "POST,   /runs/0197/cancel,           SYNC",
        "POST,   /runs/0197/restore,          SYNC",
        "POST,   /jobs/nightly/run,           SYNC",
        "POST,   /jobs/nightly/pause,         SYNC",
        "PUT,    /strategy-sets/careful,      ADMIN",
        "DELETE, /strategy-sets/careful,      ADMIN",
        "GET,    /actuator/env,               ADMIN",
        "POST,   /actuator/loggers/x,         ADMIN",
        "POST,   /actuator/info,              ADMIN",
        "POST,   /anything/that/comes/later,  ADMIN",
        "PATCH,  /runs,                       ADMIN"
    })
    void anAddressNeedsItsRole(HttpMethod method, String path, Role needed) {
        Service.run(
                http -> {
                    assertThat(http.method(method).uri(path)).hasStatus(401);
                    for (var role : List.of(Role.READ, Role.SYNC, Role.ADMIN)) {
                        var status = role.compareTo(needed) >= 0 ? 200 : 403;
                        assertThat(http.method(method).uri(path).header("Authorization", "Bearer t-" + role))
                                .as("%s with %s", path, role)
                                .hasStatus(status);
                    }
                },
                TOKENS);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthIsOpen(String path) {
        Service.run(http -> assertThat(http.get().uri(path)).hasStatusOk(), TOKENS);
    }

    @ParameterizedTest
    @CsvSource({"/", "/actuator", "/actuator/health/db", "/error", "/favicon.ico", "/swagger-ui/swagger-ui.css"})
    void nothingElseIs(String path) {
        Service.run(http -> assertThat(http.get().uri(path)).hasStatus(401), TOKENS);
    }
}
