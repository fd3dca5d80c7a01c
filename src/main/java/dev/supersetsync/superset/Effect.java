package dev.supersetsync.superset;

/** What a call does to Superset, which decides whether it may be repeated and how it is counted. */
enum Effect {
    /** Changes nothing, and may be repeated as it is. */
    READ("read"),
    /** A POST that changes nothing, such as a query: its failures are answers, so it is not repeated for them. */
    ASK("read"),
    /** Changes something: repeated only when it is known not to have happened. */
    WRITE("write"),
    /** Belongs to the sign-in and is not counted. */
    SIGN_IN("sign-in");

    private final String kind;

    Effect(String kind) {
        this.kind = kind;
    }

    /** The word for metrics. */
    String kind() {
        return kind;
    }
}
