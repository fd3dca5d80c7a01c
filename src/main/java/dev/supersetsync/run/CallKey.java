package dev.supersetsync.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An idempotency key, which belongs to its caller and operation, with the request that it came with.
 *
 * @param caller who calls
 * @param operation what is called
 * @param hash the hash of the key as it came, which may be of any length
 * @param requestHash the hash of what was asked for
 */
public record CallKey(String caller, String operation, String hash, String requestHash) {

    /** The key of a call. */
    public static CallKey of(String key, String caller, String operation, String requestHash) {
        return new CallKey(caller, operation, hash(key), requestHash);
    }

    private static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
