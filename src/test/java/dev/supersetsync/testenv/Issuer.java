package dev.supersetsync.testenv;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of OAuth 2.0 tokens for tests: it publishes its keys, changes them when told, and gives tokens to the one
 * client that it knows, by the client credentials grant. It signs whatever a test wants signed.
 */
public final class Issuer implements AutoCloseable {

    /** The secret of its clients, whatever their names. */
    public static final String SECRET = "secret-of-the-client";

    private final HttpServer server;
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private final List<String> granted = new CopyOnWriteArrayList<>();
    private volatile Duration life = Duration.ofMinutes(5);

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publish(newKey());
        serve("/realms/data/.well-known/openid-configuration", () -> """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "subject_types_supported": ["public"]}""".formatted(uri()));
        serve(
                "/realms/data/keys",
                () -> new JWKSet(published.stream().map(JWK::toPublicJWK).toList()).toString());
        server.createContext("/realms/data/token", this::grant);
        server.start();
    }

    /** What its tokens name as their issuer, below which everything of it lies. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/data";
    }

    /** How long the tokens really live that it grants, while it says that they live an hour. */
    public void grantFor(Duration duration) {
        life = duration;
    }

    /** The tokens that it granted. */
    public List<String> granted() {
        return List.copyOf(granted);
    }

    /** A key that nobody has seen. */
    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Likewise, of another kind. */
    public static ECKey newEllipticKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with this key from now on, and publishes it beside the others. */
    public void publish(JWK key) {
        published.addFirst(key);
    }

    /** Claims of a token that lives five minutes. */
    public JWTClaimsSet.Builder claims(String subject, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject(subject)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    /** A token with these claims. */
    public String sign(JWTClaimsSet claims) {
        return sign(claims, published.getFirst());
    }

    /** A token that this key signs. */
    public static String sign(JWTClaimsSet claims, JWK key) {
        return sign(claims, key, null);
    }

    private static String sign(JWTClaimsSet claims, JWK key, @Nullable JOSEObjectType type) {
        try {
            var signer = new DefaultJWSSignerFactory().createJWSSigner(key);
            var algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .keyID(key.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with these claims, and with that type in its header, or none for null. */
    public String sign(JWTClaimsSet claims, @Nullable JOSEObjectType type) {
        return sign(claims, published.getFirst(), type);
    }

    private void grant(HttpExchange exchange) throws IOException {
        var basic = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        var client = new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII).split(":", 2);
        exchange.getRequestBody().readAllBytes();
        if (!client[1].equals(SECRET)) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        var token = sign(claims(client[0], "superset")
                .expirationTime(Date.from(Instant.now().plus(life)))
                .build());
        granted.add(token);
        answer(
                exchange,
                200,
                "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 3600}".formatted(token));
    }

    private void serve(String path, Supplier<String> json) {
        server.createContext(path, exchange -> answer(exchange, 200, json.get()));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
