package dev.supersetsync.superset;

/**
 * A text that must not be seen: it shows itself only to whoever asks for {@link #value()}.
 *
 * @param value the secret itself
 */
record Secret(String value) {

    /** Public, since settings are converted to it by reflection. */
    public Secret {}

    boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return isBlank() ? "" : "***";
    }
}
