package dev.supersetsync.cli;

import dev.supersetsync.api.ProblemType;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.UpdateStrategy.ContradictoryStrategy;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.source.DocumentTooLarge;
import dev.supersetsync.source.SourceUnavailable;
import dev.supersetsync.source.UnreadableDocument;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.sync.Refusal;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that was not done: a problem as the HTTP API tells it, whether it came from a server or from the use cases in
 * this process.
 */
final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient JsonNode body;

    private Problem(ProblemType type, JsonNode body, @Nullable Throwable cause) {
        super(body.path("detail").asString(type.explanation()), cause);
        this.type = type;
        this.body = body;
    }

    /** What a server told. */
    static Problem told(ProblemType type, JsonNode body) {
        return new Problem(type, body, null);
    }

    /** A problem without members of its own. */
    static Problem of(ProblemType type, String detail) {
        return of(type, detail, Map.of(), null);
    }

    /** What an exception amounts to; what is not known is our fault. */
    static Problem of(RuntimeException exception) {
        return switch (exception) {
            case Problem problem -> problem;
            case Refusal refusal -> of(refusal);
            case InvalidModels invalid -> of(ProblemType.INVALID_MODELS, violations(invalid.violations()), invalid);
            case UnreadableDocument unreadable ->
                of(ProblemType.UNREADABLE, said(unreadable), placeOf(unreadable), unreadable);
            case DocumentTooLarge large -> of(ProblemType.TOO_LARGE, large);
            case SourceUnavailable unavailable -> of(ProblemType.SOURCE_UNAVAILABLE, unavailable);
            case ContradictoryStrategy contradiction -> of(ProblemType.CONTRADICTORY_STRATEGY, contradiction);
            case SupersetException superset -> of(superset);
            default -> of(ProblemType.INTERNAL_ERROR, "This should not happen: " + exception, Map.of(), exception);
        };
    }

    private static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownName unknown -> of(ProblemType.NOT_FOUND, unknown);
            case Refusal.InvalidRequest invalid ->
                of(ProblemType.INVALID_REQUEST, violations(invalid.violations()), invalid);
            case Refusal.RefusedByGuard refused ->
                of(byGuard(refused.plan()), said(refused), Map.of("plan", refused.plan()), refused);
            case Refusal.StalePlan stale -> of(ProblemType.STALE_PLAN, stale);
            case Refusal.PlanApplied applied -> of(ProblemType.PLAN_APPLIED, applied);
            case Refusal.BackupExpired expired -> of(ProblemType.BACKUP_EXPIRED, expired);
            case Refusal.TargetBusy busy -> of(ProblemType.TARGET_BUSY, busy);
            case Refusal.KeyReused reused -> of(ProblemType.IDEMPOTENCY_KEY_REUSED, reused);
            case Refusal.RunEnded ended -> of(ProblemType.RUN_ENDED, ended);
        };
    }

    private static ProblemType byGuard(PlanReport plan) {
        return plan.refusedBy().stream()
                .flatMap(guard -> ProblemType.ofSlug(guard.replace('_', '-')).stream())
                .findFirst()
                .orElse(ProblemType.BREAKING_CHANGES);
    }

    private static Problem of(SupersetException exception) {
        ProblemType type =
                switch (exception.kind()) {
                    case UNAUTHORIZED -> ProblemType.SUPERSET_UNAUTHORIZED;
                    case UNAVAILABLE -> ProblemType.SUPERSET_UNAVAILABLE;
                    case REFUSED, NOT_FOUND, NO_ANSWER, UNSUPPORTED -> ProblemType.SUPERSET_ERROR;
                };
        var error = new ErrorReport(exception.call(), exception.status(), exception.said());
        return of(type, exception.said(), Map.of("error", error), exception);
    }

    private static Map<String, Object> placeOf(UnreadableDocument unreadable) {
        String file = unreadable.file();
        var members = new LinkedHashMap<String, Object>();
        members.put("line", unreadable.line());
        members.put("column", unreadable.column());
        if (file != null) {
            members.put("file", file);
        }
        return members;
    }

    private static Map<String, Object> violations(List<Violation> violations) {
        return Map.of("violations", violations);
    }

    private static Problem of(ProblemType type, Map<String, Object> members, RuntimeException cause) {
        return of(type, type.title() + ".", members, cause);
    }

    private static Problem of(ProblemType type, RuntimeException cause) {
        return of(type, said(cause), Map.of(), cause);
    }

    private static String said(RuntimeException exception) {
        return String.valueOf(exception.getMessage());
    }

    /** A run that did not do all that it was to do. */
    static Problem of(RunReport run) {
        ProblemType type =
                switch (run.status()) {
                    case CANCELLED -> ProblemType.RUN_CANCELLED;
                    case QUEUED, RUNNING, SUCCEEDED, PARTLY_FAILED, FAILED, INTERRUPTED -> ProblemType.SYNC_FAILED;
                };
        return of(type, "Run " + run.id() + " ended as " + run.status() + ".", Map.of("run", run), null);
    }

    private static Problem of(
            ProblemType type, String detail, Map<String, Object> members, @Nullable RuntimeException cause) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", type.uri().toString())
                .put("title", type.title())
                .put("status", type.status().value())
                .put("detail", detail);
        members.forEach((name, value) -> body.set(name, Json.tree(value)));
        return new Problem(type, body, cause);
    }

    /** Whether it is none of what can go wrong. */
    boolean isOurFault() {
        return type == ProblemType.INTERNAL_ERROR;
    }

    /** As the HTTP API tells it. */
    JsonNode body() {
        return body;
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<Violation> violations() {
        return body.path("violations")
                .valueStream()
                .map(violation -> Json.as(Violation.class, violation))
                .toList();
    }

    /** What cannot be read, with its place in the file; the detail otherwise. */
    String unreadable() {
        if (!body.has("line")) {
            return detail();
        }
        String problem = detail().replaceFirst("^(.*?: )?line \\d+, column \\d+: ", "");
        String file = body.path("file").asString(null);
        return Place.of(file, body.path("line").asInt(), body.path("column").asInt(), "", problem);
    }

    /** The plan that was refused, or null. */
    @Nullable
    PlanReport plan() {
        return body.has("plan") ? Json.as(PlanReport.class, body.path("plan")) : null;
    }

    /** The run that it is about, or null. */
    @Nullable
    RunReport run() {
        return body.has("run") ? Json.as(RunReport.class, body.path("run")) : null;
    }

    /** Says it, where it belongs in this form, and gives the exit code. */
    int tell(Output output, Console console, List<String> files) {
        switch (output) {
            case TEXT -> console.err().print(Words.of(output, console, files).problem(this));
            case MARKDOWN ->
                console.out().print(Words.of(output, console, files).problem(this));
            case JSON -> console.out().println(Json.pretty(body));
        }
        return Exit.of(type, run());
    }
}
