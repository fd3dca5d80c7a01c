package dev.supersetsync.run;

/** What is known of a call that came with an idempotency key. */
public sealed interface Claim {

    /** The key is new: the call may lead to a run. */
    record New() implements Claim {}

    /** The same call came before: this is its run. */
    record Existing(String runId) implements Claim {}

    /** Another request came with the same key. */
    record Conflict() implements Claim {}
}
