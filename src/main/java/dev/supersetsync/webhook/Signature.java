package dev.supersetsync.webhook;

import dev.supersetsync.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent, so that who gets it knows that it came from here and when: HMAC-SHA256 with the webhook's secret
 * over the seconds since 1970, a dot and the body.
 */
final class Signature {

    static final String HEADER = "X-Superset-Sync-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The value of the header, such as {@code t=1772366400,v1=5257a8…}. */
    static String of(Secret secret, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }
}
