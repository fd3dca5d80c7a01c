package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Makes problem details: each has a type with its status and title, a detail of its own, and the members of its type. */
final class Problems {

    private Problems() {}

    static ProblemDetail of(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        return problem;
    }

    /** What was called; empty if that is no address at all. */
    static Optional<URI> instance(@Nullable String address) {
        try {
            return address == null ? Optional.empty() : Optional.of(new URI(address));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    static ProblemDetail withViolations(ProblemType type, List<Violation> violations) {
        String first = violations.isEmpty() ? "" : ": " + violations.getFirst().message();
        String where = violations.isEmpty() || violations.getFirst().path().isEmpty()
                ? ""
                : " (at " + violations.getFirst().path() + ")";
        String more = violations.size() > 1 ? " And " + (violations.size() - 1) + " more." : "";
        var problem = of(type, type.title() + first + where + "." + more);
        problem.setProperty("violations", violations);
        return problem;
    }

    static ProblemDetail withPlan(ProblemType type, String detail, PlanReport plan) {
        var problem = of(type, detail);
        problem.setProperty("plan", plan);
        return problem;
    }

    static ProblemDetail withRun(ProblemType type, String detail, RunReport run) {
        var problem = of(type, detail);
        problem.setProperty("run", run);
        return problem;
    }

    static ProblemDetail withError(ProblemType type, String detail, ErrorReport error) {
        var problem = of(type, detail);
        problem.setProperty("error", error);
        return problem;
    }
}
