package dev.supersetsync.settings;

/**
 * A text that must not be seen: it shows itself only to whoever asks for {@link #value()}.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

    /** Whether there is none. */
    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return isBlank() ? "" : "***";
    }
}
