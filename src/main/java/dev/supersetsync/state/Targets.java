package dev.supersetsync.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The configured targets. */
public interface Targets {

    /** The names of all targets, in the configured order. */
    List<String> names();

    /** The address of a target, without user information; the name must be a configured one. */
    String url(String target);

    /** The databases that may be created in this target when they are missing: name to SQLAlchemy address. */
    Map<String, String> creatableDatabases(String target);

    /**
     * A connection for one run.
     *
     * @param mayWrite asked just before each write is sent; where it may not be, {@link TurnLost} is thrown
     * @throws SupersetException if it cannot be reached or signed in to
     */
    TargetConnection connect(String target, BooleanSupplier mayWrite);

    /** A connection that only reads. */
    default TargetConnection connectToRead(String target) {
        return connect(target, () -> false);
    }

    /** A quick look with a short time-out, answered from memory for some seconds; does not throw. */
    Reachability look(String target);

    /**
     * Whether a target answers.
     *
     * @param reachable whether it was reached and signed in to
     * @param version its version if known
     * @param problem what is wrong, in words for a person
     */
    record Reachability(boolean reachable, Optional<String> version, Optional<String> problem) {}
}
