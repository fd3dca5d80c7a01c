package dev.supersetsync.sync;

import dev.supersetsync.run.CallKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls for a run, and whether it is the same call again.
 *
 * @param key the {@code Idempotency-Key}, null for none
 * @param caller who calls, null for a schedule
 * @param operation what is called
 * @param content what was sent, the same for the same request; only asked for where there is a key
 * @param job the job that the run belongs to, null for none
 */
public record Call(
        @Nullable String key,
        @Nullable String caller,
        String operation,
        Supplier<String> content,
        @Nullable String job) {

    public Call {
        key = key == null || key.isBlank() ? null : key.strip();
    }

    /** A call that is never the same as another. */
    public static Call once(@Nullable String caller, String operation) {
        return new Call(null, caller, operation, () -> "", null);
    }

    /** A call that belongs to no job. */
    public static Call of(@Nullable String key, String caller, String operation, Supplier<String> content) {
        return new Call(key, caller, operation, content, null);
    }

    /** What the call is known again by; empty if it came without a key. */
    public Optional<CallKey> callKey() {
        return Optional.ofNullable(key)
                .map(text -> CallKey.of(text, caller == null ? "" : caller, operation, contentHash()));
    }

    private String contentHash() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(content.get().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
