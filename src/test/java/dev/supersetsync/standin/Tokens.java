package dev.supersetsync.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Issues and checks the signed tokens of the sign-in, worded as Superset's token library does it. */
final class Tokens {

    private static final byte[] KEY =
            "the key of the stand-in, which protects nothing".getBytes(StandardCharsets.UTF_8);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);

    private final Clock clock;
    private Duration accessLife = Duration.ofMinutes(15);
    private int generation;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    void accessLife(Duration life) {
        accessLife = life;
    }

    /** From now on every access token issued so far counts as expired; what comes later is good again. */
    void expireAccessTokens() {
        generation++;
    }

    String access(int user, boolean fresh) {
        return token(user, "access", fresh, accessLife);
    }

    String refresh(int user) {
        return token(user, "refresh", false, REFRESH_LIFE);
    }

    /** The user that an {@code Authorization} header names; refuses everything but a good token of the type. */
    int user(String authorization, String type) {
        if (!authorization.startsWith("Bearer ")) {
            throw new Refused(Answer.msg(
                    401, "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>'"));
        }
        JsonNode claims = claims(authorization.substring("Bearer ".length()).strip());
        if (!claims.path("type").asString("").equals(type)) {
            throw new Refused(Answer.msg(
                    422, "Only " + (type.equals("refresh") ? "refresh" : "non-refresh") + " tokens are allowed"));
        }
        return Integer.parseInt(claims.path("sub").asString("0"));
    }

    private JsonNode claims(String token) {
        String[] parts = token.split("\\.");
        if (parts.length < 3) {
            throw new Refused(Answer.msg(422, "Not enough segments"));
        }
        if (!isJson(parts[0]) || !isJson(parts[1])) {
            throw new Refused(Answer.msg(422, "Invalid header padding"));
        }
        if (!MessageDigest.isEqual(bytes(signature(parts[0] + "." + parts[1])), bytes(parts[2]))) {
            throw new Refused(Answer.msg(422, "Signature verification failed"));
        }
        JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts[1]));
        if (isExpired(claims)) {
            throw new Refused(Answer.msg(401, "Token has expired"));
        }
        return claims;
    }

    private boolean isExpired(JsonNode claims) {
        boolean recalled = claims.path("type").asString("").equals("access")
                && claims.path("generation").asInt() < generation;
        return recalled || claims.path("exp").asLong() <= clock.instant().getEpochSecond();
    }

    private static boolean isJson(String part) {
        try {
            return Json.isReadable(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String token(int user, String type, boolean fresh, Duration life) {
        Instant now = clock.instant();
        ObjectNode claims = Json.object()
                .put("fresh", fresh)
                .put("iat", now.getEpochSecond())
                .put("jti", UUID.randomUUID().toString())
                .put("type", type)
                .put("sub", String.valueOf(user))
                .put("nbf", now.getEpochSecond())
                .put("csrf", UUID.randomUUID().toString())
                .put("exp", now.plus(life).getEpochSecond())
                .put("generation", generation);
        String content = base64(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "." + base64(bytes(claims.toString()));
        return content + "." + signature(content);
    }

    private static String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return base64(mac.doFinal(bytes(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
