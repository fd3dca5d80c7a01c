package dev.supersetsync.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a run, as listeners are told.
 *
 * @param phase the same names as in {@link RunListener#phase}, and {@code queue} before them
 * @param seconds how long it took, null while it is at work
 */
record PhaseEvent(
        String phase,
        State state,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double seconds) {

    /** Where it stands. */
    enum State {
        /** It is at work. */
        BEGUN,
        /** It is over, well or not. */
        OVER
    }

    static PhaseEvent begun(String phase) {
        return new PhaseEvent(phase, State.BEGUN, null);
    }

    static PhaseEvent over(String phase, Duration took) {
        return new PhaseEvent(phase, State.OVER, took.toMillis() / 1000.0);
    }
}
