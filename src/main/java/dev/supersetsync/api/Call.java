package dev.supersetsync.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that starts a run, as far as it matters for telling whether it is the same call again.
 *
 * @param key the {@code Idempotency-Key}, null for none
 * @param caller who calls
 * @param operation what is called
 * @param content what was sent, the same for the same request; only asked for where there is a key
 */
record Call(@Nullable String key, String caller, String operation, Supplier<String> content) {

    Call {
        key = key == null || key.isBlank() ? null : key.strip();
    }

    String contentHash() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(content.get().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
