package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TokensTests {

    private static final String[] HASHED = {
        "superset-sync.tokens[0].name=ci",
        "superset-sync.tokens[0].role=sync",
        "superset-sync.tokens[0].sha256=2BB80D537B1DA3E38BD30361AA855686BDE0EACD7162FEF6A25FE97BF527A25B"
    };

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    }

    @Test
    void aTokenIsKnownByItsHash() {
        Service.run(
                http -> assertThat(http.get().uri("/who").header("Authorization", "Bearer secret"))
                        .hasStatusOk()
                        .bodyJson()
                        .isLenientlyEqualTo("{\"name\": \"ci\", \"role\": \"SYNC\"}"),
                HASHED);
    }

    @Test
    void theHashIsNoToken() {
        Service.run(
                http -> assertThat(http.get()
                                .uri("/who")
                                .header(
                                        "Authorization",
                                        "Bearer 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"))
                        .hasStatus(401),
                HASHED);
    }

    @Test
    void theShortWayIsAnAdmin() {
        Service.run(
                http -> assertThat(http.get().uri("/who").header("Authorization", "Bearer demo-token"))
                        .bodyJson()
                        .isLenientlyEqualTo("{\"role\": \"ADMIN\"}"),
                "superset-sync.token=demo-token");
    }

    @Test
    void noTokenIsAProblem() {
        Service.run(
                http -> {
                    var answer = http.post().uri("/sync").exchange();
                    assertThat(answer)
                            .hasStatus(401)
                            .hasContentType("application/problem+json")
                            .hasHeader("WWW-Authenticate", "Bearer realm=\"superset-sync\"")
                            .bodyJson()
                            .isLenientlyEqualTo("""
                                    {"type": "/problems/unauthorized", "title": "A valid token is needed", "status": 401,
                                     "instance": "/sync",
                                     "detail": "There is no token: send it as 'Authorization: Bearer <token>'."}
                                    """);
                },
                HASHED);
    }

    @Test
    void anUnknownTokenIsAProblemThatDoesNotRepeatIt() {
        Service.run(
                http -> {
                    var answer = http.get()
                            .uri("/runs")
                            .header("Authorization", "Bearer wrong-one")
                            .exchange();
                    assertThat(answer)
                            .hasStatus(401)
                            .hasHeader("WWW-Authenticate", "Bearer realm=\"superset-sync\", error=\"invalid_token\"");
                    assertThat(answer).bodyText().contains("not known").doesNotContain("wrong-one");
                },
                HASHED);
    }

    @Test
    void aMalformedHeaderIsAProblem() {
        Service.run(
                http -> assertThat(http.get().uri("/runs").header("Authorization", "Bearer not a token"))
                        .hasStatus(401)
                        .bodyText()
                        .contains("The header Authorization is not as it should be"),
                HASHED);
    }

    @Test
    void aRoleThatIsTooSmallIsAProblem() {
        Service.run(
                http -> assertThat(http.put().uri("/strategy-sets/x").header("Authorization", "Bearer secret"))
                        .hasStatus(403)
                        .hasContentType("application/problem+json")
                        .bodyJson()
                        .isLenientlyEqualTo("""
                                {"type": "/problems/forbidden", "title": "The token does not allow this", "status": 403,
                                 "detail": "The role of the token does not allow PUT /strategy-sets/x."}
                                """),
                HASHED);
    }

    @Test
    void aWrongTokenIsNotLetInToWhatIsOpenEither() {
        Service.run(
                http -> assertThat(http.get().uri("/actuator/health").header("Authorization", "Bearer wrong"))
                        .hasStatus(401),
                HASHED);
    }

    @Test
    void aBrowserIsAskedForASignIn() {
        Service.run(
                http -> {
                    assertThat(http.get().uri("/swagger-ui.html").header("Accept", "text/html,*/*"))
                            .hasStatus(401)
                            .hasHeader("WWW-Authenticate", "Basic realm=\"superset-sync\", charset=\"UTF-8\"");
                    assertThat(http.get().uri("/v3/api-docs").header("Accept", "application/json"))
                            .hasHeader("WWW-Authenticate", "Basic realm=\"superset-sync\", charset=\"UTF-8\"");
                },
                HASHED);
    }

    @Test
    void theTokenIsThePasswordOfABrowser() {
        Service.run(
                http -> {
                    assertThat(http.get().uri("/who").header("Authorization", basic("anybody", "secret")))
                            .hasStatusOk()
                            .bodyText()
                            .contains("ci");
                    assertThat(http.get().uri("/who").header("Authorization", basic("secret", "wrong")))
                            .hasStatus(401);
                },
                HASHED);
    }

    @Test
    void aBrowsersSignInOnlyLooks() {
        Service.run(
                http -> assertThat(http.post().uri("/plans").header("Authorization", basic("anybody", "secret")))
                        .hasStatus(401)
                        .hasHeader("WWW-Authenticate", "Bearer realm=\"superset-sync\"")
                        .bodyText()
                        .contains("for looking only"),
                HASHED);
    }

    @Test
    void aLimitedTokenHasItsTargetsOnly() {
        Service.run(
                http -> {
                    assertThat(http.get().uri("/targets/main").header("Authorization", "Bearer secret"))
                            .hasStatusOk();
                    assertThat(http.get().uri("/targets/other").header("Authorization", "Bearer secret"))
                            .hasStatus(403)
                            .bodyText()
                            .contains("The token is limited to main; the target is 'other'.");
                },
                "superset-sync.tokens[0].name=ci",
                "superset-sync.tokens[0].role=READ",
                "superset-sync.tokens[0].value=secret",
                "superset-sync.tokens[0].targets=main");
    }

    @Test
    void withoutCallersATokenIsMadeAndPrintedOnce(CapturedOutput output) {
        Service.with().run(context -> {
            assertThat(output).doesNotContain("ADMIN token");

            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));

            var printed = Pattern.compile("^ {4}(\\S{32})$", Pattern.MULTILINE).matcher(output.getOut());
            assertThat(printed.find()).isTrue();
            var token = printed.group(1);
            assertThat(printed.find()).isFalse();
            assertThat(Service.http(context).get().uri("/who").header("Authorization", "Bearer " + token))
                    .bodyJson()
                    .isLenientlyEqualTo("{\"name\": \"generated\", \"role\": \"ADMIN\"}");
        });
    }

    @Test
    void withCallersNoTokenIsMade(CapturedOutput output) {
        Service.with(HASHED).run(context -> {
            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));

            assertThat(output).doesNotContain("ADMIN token");
        });
    }
}
