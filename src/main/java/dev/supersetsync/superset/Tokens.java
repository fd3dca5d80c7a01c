package dev.supersetsync.superset;

/** Where the token comes from that stands in {@code Authorization}. May throw {@code SupersetException}. */
interface Tokens {

    /** A token that is good as far as we know. */
    String current();

    /**
     * Superset refused this token.
     *
     * @return whether {@link #current()} gives another one from now on
     */
    boolean renew(String refused);

    /** Throws if there is no token that Superset accepts. */
    void check();
}
