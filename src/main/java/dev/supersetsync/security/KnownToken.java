package dev.supersetsync.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A token by its SHA-256, with its caller. The token itself is not kept. */
final class KnownToken {

    private final byte[] hash;
    private final Caller caller;

    KnownToken(byte[] hash, Caller caller) {
        this.hash = hash.clone();
        this.caller = caller;
    }

    static KnownToken of(String token, Caller caller) {
        return new KnownToken(hash(token), caller);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Whether it is the token of a hash, in a time that does not tell how much of it fits. */
    boolean is(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public String toString() {
        return "token of " + caller;
    }
}
