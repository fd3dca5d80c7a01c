package dev.supersetsync.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configured targets. */
public interface Targets {

    /** The names of all targets, in the configured order. */
    List<String> names();

    /** The address of a target, without user information; the name must be a configured one. */
    String url(String target);

    /** The databases that may be created in this target when they are missing: name to SQLAlchemy address. */
    Map<String, String> creatableDatabases(String target);

    /** A connection for one plan or run. Throws {@link SupersetException} if it cannot be reached or signed in to. */
    TargetConnection connect(String target);

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
