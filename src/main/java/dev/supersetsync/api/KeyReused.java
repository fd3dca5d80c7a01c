package dev.supersetsync.api;

/** An {@code Idempotency-Key} came with another request than the one that it belongs to. */
final class KeyReused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyReused() {
        super("This Idempotency-Key came with another request before. Use a new key for a new request.");
    }
}
