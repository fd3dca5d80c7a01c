package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.supersetsync.testenv.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class JwtTests {

    private static Issuer issuer;

    @BeforeAll
    static void issue() {
        issuer = new Issuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return issuer.claims("airflow", "superset-sync").claim("scope", "openid superset-sync.sync");
    }

    private static String signed(JWTClaimsSet claims) {
        return "Bearer " + issuer.sign(claims);
    }

    private static String[] settings(String... more) {
        var settings = new ArrayList<>(
                List.of("superset-sync.jwt.issuer-uri=" + issuer.uri(), "superset-sync.jwt.audience=superset-sync"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    private static void refused(String jwt) {
        Service.run(
                http -> assertThat(http.get().uri("/who").header("Authorization", jwt))
                        .hasStatus(401)
                        .bodyText()
                        .contains("/problems/unauthorized"),
                settings());
    }

    @Test
    void aJwtOfTheIssuerIsACaller() {
        var jwt = signed(claims().build());

        Service.run(
                http -> assertThat(http.get().uri("/who").header("Authorization", jwt))
                        .hasStatusOk()
                        .bodyJson()
                        .isLenientlyEqualTo("{\"name\": \"jwt:airflow\", \"role\": \"SYNC\"}"),
                settings());
    }

    @ParameterizedTest
    @CsvSource({
        "superset-sync.read, 200, 403",
        "superset-sync.sync, 200, 200",
        "superset-sync.read superset-sync.admin, 200, 200",
        "profile, 403, 403",
        "superset-sync.readx, 403, 403"
    })
    void theScopeGivesTheRole(String scope, int look, int sync) {
        var jwt = signed(claims().claim("scope", scope).build());

        Service.run(
                http -> {
                    assertThat(http.get().uri("/runs").header("Authorization", jwt))
                            .hasStatus(look);
                    assertThat(http.post().uri("/sync").header("Authorization", jwt))
                            .hasStatus(sync);
                },
                settings());
    }

    @Test
    void theRolesMayBeAListInAClaimOfAnotherName() {
        var jwt = signed(claims().claim("scope", null)
                .claim("roles", List.of("x", "superset-sync.admin"))
                .build());

        Service.run(
                http -> assertThat(http.delete().uri("/strategy-sets/x").header("Authorization", jwt))
                        .hasStatusOk(),
                settings("superset-sync.jwt.roles-claim=roles"));
    }

    /** Those of RFC 9068 say that they are for access; a token that is for something else is none. */
    @ParameterizedTest
    @CsvSource({
        ", 200",
        "JWT, 200",
        "at+jwt, 200",
        "application/at+jwt, 200",
        "AT+JWT, 200",
        "logout+jwt, 401",
        "dpop+jwt, 401"
    })
    void theTypeSaysThatItIsForAccessOrNothing(@Nullable String type, int status) {
        var jwt = issuer.sign(claims().build(), type == null ? null : new JOSEObjectType(type));

        Service.run(
                http -> assertThat(http.get().uri("/who").header("Authorization", "Bearer " + jwt))
                        .hasStatus(status),
                settings());
    }

    @Test
    void anEndedJwtIsRefused() {
        refused(signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(300)))
                .build()));
    }

    @Test
    void aJwtForSomebodyElseIsRefused() {
        refused(signed(claims().audience("another-service").build()));
        refused(signed(claims().audience((String) null).build()));
    }

    @Test
    void aJwtOfSomebodyElseIsRefused() {
        refused(signed(claims().issuer("https://else.example").build()));
        refused("Bearer " + Issuer.sign(claims().build(), Issuer.newKey()));
    }

    @Test
    void aJwtThatNobodySignedIsRefused() {
        refused("Bearer " + new PlainJWT(claims().build()).serialize());
    }

    /** The key that everybody knows, taken for a secret. */
    @Test
    void aJwtThatIsSignedWithThePublicKeyIsRefused() throws JOSEException {
        var key = Issuer.newKey();
        issuer.publish(key);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims().build());
        jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));

        refused("Bearer " + jwt.serialize());
    }

    @Test
    void keysThatTheIssuerChangesAreFound() {
        var before = signed(claims().build());

        Service.run(
                http -> {
                    accepted(http, before);
                    issuer.publish(Issuer.newKey());
                    accepted(http, signed(claims().build()));
                    issuer.publish(Issuer.newEllipticKey());
                    accepted(http, signed(claims().build()));
                    accepted(http, before);
                },
                settings());
    }

    private static void accepted(MockMvcTester http, String jwt) {
        assertThat(http.get().uri("/who").header("Authorization", jwt)).hasStatusOk();
    }

    /** Clocks differ: by a minute they may. */
    @Test
    void aMinuteIsForgiven() {
        var now = Instant.now();
        var ended = claims().expirationTime(Date.from(now.minusSeconds(30)));
        var early = claims().notBeforeTime(Date.from(now.plusSeconds(30)));

        Service.run(
                http -> {
                    accepted(http, signed(ended.build()));
                    accepted(http, signed(early.build()));
                },
                settings());
        refused(signed(claims().notBeforeTime(Date.from(now.plusSeconds(300))).build()));
    }

    @Test
    void withoutAnAudienceTheServiceDoesNotStart() {
        Service.with("superset-sync.jwt.issuer-uri=" + issuer.uri())
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("superset-sync.jwt.audience is missing"));
    }

    @Test
    void tokensAndJwtsWorkTogether() {
        var jwt = signed(claims().build());

        Service.run(
                http -> {
                    assertThat(http.get().uri("/who").header("Authorization", "Bearer fixed"))
                            .bodyText()
                            .contains("ADMIN");
                    assertThat(http.get().uri("/who").header("Authorization", jwt))
                            .bodyText()
                            .contains("airflow");
                },
                settings("superset-sync.token=fixed"));
    }

    @Test
    void withAnIssuerThatDoesNotAnswerTheServiceStartsAndSaysSo() {
        var jwt = signed(claims().build());

        Service.run(
                http -> {
                    assertThat(http.get().uri("/who").header("Authorization", jwt))
                            .hasStatus(503)
                            .hasHeader("Retry-After", "30")
                            .bodyText()
                            .contains("/problems/issuer-unavailable");
                    assertThat(http.get().uri("/who").header("Authorization", "Bearer fixed"))
                            .hasStatusOk();
                },
                "superset-sync.token=fixed",
                "superset-sync.jwt.issuer-uri=http://localhost:1/nobody",
                "superset-sync.jwt.audience=superset-sync");
    }
}
