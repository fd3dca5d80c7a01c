package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtTests {

    private static HttpServer issuer;
    private static String issuerUri;
    private static RSAKey key;

    @BeforeAll
    static void issue() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048)
                .keyID("k1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuerUri = "http://localhost:" + issuer.getAddress().getPort() + "/realms/data";
        serve("/realms/data/.well-known/openid-configuration", """
                {"issuer": "%s", "jwks_uri": "%s/keys", "subject_types_supported": ["public"]}
                """.formatted(issuerUri, issuerUri));
        serve("/realms/data/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
    }

    private static void serve(String path, String json) {
        issuer.createContext(path, exchange -> {
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuerUri)
                .subject("airflow")
                .audience("superset-sync")
                .claim("scope", "openid superset-sync.sync")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(by));
        return "Bearer " + jwt.serialize();
    }

    private static String[] settings(String... more) {
        var settings = new ArrayList<>(
                List.of("superset-sync.jwt.issuer-uri=" + issuerUri, "superset-sync.jwt.audience=superset-sync"));
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
    void aJwtOfTheIssuerIsACaller() throws JOSEException {
        var jwt = signed(claims().build(), key);

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
    void theScopeGivesTheRole(String scope, int look, int sync) throws JOSEException {
        var jwt = signed(claims().claim("scope", scope).build(), key);

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
    void theRolesMayBeAListInAClaimOfAnotherName() throws JOSEException {
        var jwt = signed(
                claims().claim("scope", null)
                        .claim("roles", List.of("x", "superset-sync.admin"))
                        .build(),
                key);

        Service.run(
                http -> assertThat(http.delete().uri("/strategy-sets/x").header("Authorization", jwt))
                        .hasStatusOk(),
                settings("superset-sync.jwt.roles-claim=roles"));
    }

    @Test
    void anEndedJwtIsRefused() throws JOSEException {
        refused(signed(
                claims().expirationTime(Date.from(Instant.now().minusSeconds(300)))
                        .build(),
                key));
    }

    @Test
    void aJwtForSomebodyElseIsRefused() throws JOSEException {
        refused(signed(claims().audience("another-service").build(), key));
        refused(signed(claims().audience((String) null).build(), key));
    }

    @Test
    void aJwtOfSomebodyElseIsRefused() throws JOSEException {
        refused(signed(claims().issuer("https://else.example").build(), key));
        refused(signed(claims().build(), new RSAKeyGenerator(2048).keyID("k1").generate()));
    }

    @Test
    void tokensAndJwtsWorkTogether() throws JOSEException {
        var jwt = signed(claims().build(), key);

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
    void withAnIssuerThatDoesNotAnswerTheServiceStartsAndSaysSo() throws JOSEException {
        var jwt = signed(claims().build(), key);

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
                "superset-sync.jwt.issuer-uri=http://localhost:1/nobody");
    }
}
