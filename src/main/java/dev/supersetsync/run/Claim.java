package dev.supersetsync.run;

/** What becomes of a call that came with an idempotency key. */
public sealed interface Claim {

    /**
     * The key is the call's own: it goes on, and must {@link IdempotencyKeys#bind bind} the key to its run or
     * {@link IdempotencyKeys#free free} it, since calls of the same key wait for that.
     */
    record New(Key key) implements Claim {}

    /** The same call came before: this is its run. */
    record Existing(String runId) implements Claim {}

    /** Another request came with the same key. */
    record Conflict() implements Claim {}

    /**
     * A key, which belongs to its caller and operation.
     *
     * @param caller who calls
     * @param operation what is called
     * @param hash the hash of the key as it came, which may be of any length
     */
    record Key(String caller, String operation, String hash) {}
}
