package dev.supersetsync.api;

/** An address names something that does not exist. */
final class Unknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unknown(String kind, String name) {
        super("There is no " + kind + " '" + name + "'.");
    }
}
