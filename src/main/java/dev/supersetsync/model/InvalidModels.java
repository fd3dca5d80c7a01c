package dev.supersetsync.model;

import java.util.List;
import java.util.stream.Collectors;

/** A document could be read and may not be used, with everything that is wrong with it. */
public final class InvalidModels extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidModels(List<Violation> violations) {
        super(violations.stream()
                .limit(5)
                .map(violation -> violation.path() + ": " + violation.message())
                .collect(Collectors.joining("; ", violations.size() + " violations: ", "")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
