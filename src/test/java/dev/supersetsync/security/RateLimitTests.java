package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class RateLimitTests {

    private final SettableClock clock = new SettableClock();

    @Test
    void aCallerThatSendsTooManyRequestsIsToldWhenToComeAgain() {
        run(
                http -> {
                    assertThat(get(http, "one", "/runs")).isEqualTo(200);
                    assertThat(get(http, "one", "/runs")).isEqualTo(200);

                    assertThat(http.get().uri("/runs").header("Authorization", "Bearer one"))
                            .hasStatus(429)
                            .hasContentType("application/problem+json")
                            .hasHeader("Retry-After", "30")
                            .bodyJson()
                            .isLenientlyEqualTo("""
                                    {"type": "/problems/too-many-requests", "title": "Too many requests", "status": 429,
                                     "detail": "A caller may send 2 requests in 60 s.", "instance": "/runs"}
                                    """);
                    clock.pass(Duration.ofSeconds(29));
                    assertThat(get(http, "one", "/runs")).isEqualTo(429);
                    clock.pass(Duration.ofSeconds(1));
                    assertThat(get(http, "one", "/runs")).isEqualTo(200);
                    assertThat(get(http, "one", "/runs")).isEqualTo(429);
                },
                "superset-sync.rate-limit.requests=2");
    }

    @Test
    void callersDoNotTakeEachOthersTurns() {
        run(
                http -> {
                    assertThat(get(http, "one", "/runs")).isEqualTo(200);
                    assertThat(get(http, "one", "/runs")).isEqualTo(429);
                    assertThat(get(http, "two", "/runs")).isEqualTo(200);
                },
                "superset-sync.rate-limit.requests=1");
    }

    @Test
    void whatTheRoleDoesNotAllowCountsAsWell() {
        run(
                http -> {
                    assertThat(http.post().uri("/sync").header("Authorization", "Bearer two"))
                            .hasStatus(403);
                    assertThat(get(http, "two", "/runs")).isEqualTo(429);
                },
                "superset-sync.rate-limit.requests=1");
    }

    @Test
    void healthAndStrangersAreNotCounted() {
        run(
                http -> {
                    IntStream.range(0, 5)
                            .forEach(number -> assertThat(http.get().uri("/actuator/health"))
                                    .hasStatusOk());
                    IntStream.range(0, 5)
                            .forEach(number ->
                                    assertThat(get(http, "nobody", "/runs")).isEqualTo(401));
                    IntStream.range(0, 5)
                            .forEach(number -> assertThat(get(http, "one", "/actuator/health/readiness"))
                                    .isEqualTo(200));
                    assertThat(get(http, "one", "/runs")).isEqualTo(200);
                    assertThat(get(http, "one", "/actuator/health")).isEqualTo(200);
                    assertThat(get(http, "one", "/actuator/health/sync")).isEqualTo(429);
                },
                "superset-sync.rate-limit.requests=1");
    }

    @Test
    void withoutALimitNobodyIsHeldBack() {
        run(http -> IntStream.range(0, 500)
                .forEach(number -> assertThat(get(http, "one", "/runs")).isEqualTo(200)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"superset-sync.rate-limit.requests=-1", "superset-sync.rate-limit.per=0s"})
    void aLimitThatIsNoneStopsTheStart(String setting) {
        Service.with(setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("superset-sync.rate-limit"));
    }

    private static int get(MockMvcTester http, String token, String path) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .getResponse()
                .getStatus();
    }

    private void run(Consumer<MockMvcTester> trial, String... settings) {
        Service.with(settings)
                .withPropertyValues(
                        "superset-sync.token=one",
                        "superset-sync.tokens[0].name=two",
                        "superset-sync.tokens[0].role=READ",
                        "superset-sync.tokens[0].value=two")
                .withBean(Clock.class, () -> clock)
                .run(context -> trial.accept(Service.http(context)));
    }
}
