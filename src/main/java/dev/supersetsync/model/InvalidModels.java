package dev.supersetsync.model;

import java.util.List;
import java.util.stream.Collectors;

/** A document could be read and may not be used, with everything that is wrong with it. */
public final class InvalidModels extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_TOLD = 5;

    private final transient List<Violation> violations;

    public InvalidModels(List<Violation> violations) {
        super("The models are not valid: " + summary(violations));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }

    private static String summary(List<Violation> violations) {
        String first = violations.stream()
                .limit(MOST_TOLD)
                .map(violation -> (violation.path() + " " + violation.message()).strip())
                .collect(Collectors.joining("; "));
        int more = violations.size() - MOST_TOLD;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
