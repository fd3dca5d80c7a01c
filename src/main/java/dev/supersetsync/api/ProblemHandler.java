package dev.supersetsync.api;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.UpdateStrategy.ContradictoryStrategy;
import dev.supersetsync.run.ReadOnlyStrategySet;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.security.Forbidden;
import dev.supersetsync.source.DocumentTooLarge;
import dev.supersetsync.source.SourceUnavailable;
import dev.supersetsync.source.UnreadableDocument;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.sync.Refusal;
import java.io.IOException;
import java.util.List;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The one place where exceptions become answers. What an exception says reaches the caller only if it was written for
 * the caller, or is Superset's own message; of everything else the log has it, and the answer has nothing.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String RETRY_AFTER_SECONDS = "30";
    private static final String SOON_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(UnreadableDocument unreadable) {
        var problem = Problems.of(ProblemType.UNREADABLE, said(unreadable));
        problem.setProperty("line", unreadable.line());
        problem.setProperty("column", unreadable.column());
        if (unreadable.file() != null) {
            problem.setProperty("file", unreadable.file());
        }
        return answer(problem);
    }

    /** One that is too large is an exception of its own, which is answered as Spring has it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenForm(MultipartException broken) {
        LOG.debug("A form cannot be read", broken);
        return answer(Problems.of(
                ProblemType.UNREADABLE,
                "The form cannot be read: it is cut off, or has no parts as the boundary in its Content-Type says."));
    }

    /** Tomcat has refused the request by then, and drops this answer: {@link ErrorPage} makes the one that is sent. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenBody(IOException broken) {
        if (!(broken instanceof BadRequestException || broken.getCause() instanceof BadRequestException)) {
            return anything(broken);
        }
        LOG.debug("A body cannot be read, or its caller has gone", broken);
        return answer(Problems.of(ProblemType.UNREADABLE, ErrorPage.BROKEN_BODY));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenParameters(InvalidParameterException broken) {
        LOG.debug("The parameters of an address cannot be read", broken);
        return answer(
                Problems.of(
                        ProblemType.UNREADABLE,
                        "The parameters of the address cannot be read: they are no UTF-8, have a % that encodes nothing, or are too many."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(DocumentTooLarge large) {
        return answer(Problems.of(ProblemType.TOO_LARGE, said(large)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> sourceUnavailable(SourceUnavailable unavailable) {
        return answer(Problems.of(ProblemType.SOURCE_UNAVAILABLE, said(unavailable)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(Unknown unknown) {
        return answer(Problems.of(ProblemType.NOT_FOUND, said(unknown)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException forbidden) {
        String detail = forbidden instanceof Forbidden ? said(forbidden) : ProblemType.FORBIDDEN.explanation();
        return answer(Problems.of(ProblemType.FORBIDDEN, detail));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> readOnly(ReadOnlyStrategySet set) {
        var violation = Violation.at(RequestWords.NAME, said(set));
        return answer(Problems.withViolations(ProblemType.INVALID_REQUEST, List.of(violation)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidModels invalid) {
        return answer(Problems.withViolations(ProblemType.INVALID_MODELS, invalid.violations()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> contradictory(ContradictoryStrategy contradiction) {
        return answer(Problems.of(ProblemType.CONTRADICTORY_STRATEGY, said(contradiction)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownName unknown -> answer(Problems.of(ProblemType.NOT_FOUND, said(unknown)));
            case Refusal.InvalidRequest invalid ->
                answer(Problems.withViolations(ProblemType.INVALID_REQUEST, invalid.violations()));
            case Refusal.RefusedByGuard refused -> refusedByGuard(refused);
            case Refusal.StalePlan stale -> answer(Problems.of(ProblemType.STALE_PLAN, said(stale)));
            case Refusal.PlanApplied applied -> answer(Problems.of(ProblemType.PLAN_APPLIED, said(applied)));
            case Refusal.BackupExpired expired -> answer(Problems.of(ProblemType.BACKUP_EXPIRED, said(expired)));
            case Refusal.TargetBusy busy -> answer(Problems.of(ProblemType.TARGET_BUSY, said(busy)));
            case Refusal.KeyReused reused -> answer(Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, said(reused)));
            case Refusal.RunEnded ended ->
                answer(Problems.withRun(ProblemType.RUN_ENDED, said(ended), Shown.CHANGES.of(ended.run())));
        };
    }

    private static ResponseEntity<ProblemDetail> refusedByGuard(Refusal.RefusedByGuard refused) {
        PlanReport plan = Shown.CHANGES.of(refused.plan());
        ProblemType type = plan.refusedBy().stream()
                .flatMap(guard -> ProblemType.ofSlug(guard.replace('_', '-')).stream())
                .findFirst()
                .orElse(ProblemType.BREAKING_CHANGES);
        return answer(Problems.withPlan(type, said(refused), plan));
    }

    /** The answer for a run that ended with less than its plan. */
    static ResponseEntity<ProblemDetail> failed(RunReport run) {
        ErrorReport error = run.error();
        String why = error == null ? "" : " " + error.message();
        ProblemDetail problem =
                switch (run.status()) {
                    case CANCELLED ->
                        Problems.withRun(ProblemType.RUN_CANCELLED, "Run " + run.id() + " was cancelled.", run);
                    case QUEUED, RUNNING, SUCCEEDED, PARTLY_FAILED, FAILED, INTERRUPTED ->
                        Problems.withRun(
                                ProblemType.SYNC_FAILED,
                                "Run " + run.id() + " ended as " + run.status() + ": " + counts(run) + "." + why,
                                run);
                };
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .location(Links.run(run.id()))
                .body(problem);
    }

    private static String counts(RunReport run) {
        var summary = run.summary();
        int applied = summary.created() + summary.updated() + summary.replaced() + summary.deleted();
        return applied + " change(s) applied, " + summary.failed() + " failed";
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> superset(SupersetException exception) {
        var error = new ErrorReport(exception.call(), exception.status(), exception.said());
        return switch (exception.kind()) {
            case UNAUTHORIZED -> answer(Problems.withError(ProblemType.SUPERSET_UNAUTHORIZED, exception.said(), error));
            case UNAVAILABLE -> unavailable(exception, error);
            case REFUSED, NOT_FOUND, NO_ANSWER, UNSUPPORTED ->
                answer(Problems.withError(ProblemType.SUPERSET_ERROR, exception.said(), error));
        };
    }

    private static ResponseEntity<ProblemDetail> unavailable(SupersetException exception, ErrorReport error) {
        return later(
                Problems.withError(ProblemType.SUPERSET_UNAVAILABLE, exception.said(), error), RETRY_AFTER_SECONDS);
    }

    private static ResponseEntity<ProblemDetail> later(ProblemDetail problem, String afterSeconds) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, afterSeconds)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> broke(RunBroke broke) {
        LOG.error("Run {} broke", broke.runId(), broke.getCause());
        var problem = internal();
        problem.setProperty("run_id", broke.runId());
        return answer(problem);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> storage(RuntimeException exception) {
        if (!StorageOutage.is(exception)) {
            return anything(exception);
        }
        LOG.warn("A request could not be done, since the storage is away: {}", exception.getMessage());
        return later(
                Problems.of(ProblemType.STORAGE_UNAVAILABLE, ProblemType.STORAGE_UNAVAILABLE.explanation()),
                SOON_SECONDS);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anything(Exception exception) {
        LOG.error("A request broke", exception);
        return answer(internal());
    }

    private static ProblemDetail internal() {
        return Problems.of(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.explanation());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        var violation = Violation.at(name, "'" + mismatch.getValue() + "' is " + wanted(mismatch.getRequiredType()));
        var problem = Problems.withViolations(ProblemType.INVALID_REQUEST, List.of(violation));
        return handleExceptionInternal(mismatch, problem, headers, ProblemType.INVALID_REQUEST.status(), request);
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return "none of " + List.of(type.getEnumConstants());
        }
        return type != null && Number.class.isAssignableFrom(type) ? "no number" : "not understood";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = body instanceof ProblemDetail ours && isTyped(ours)
                ? ours
                : Problems.of(ProblemType.ofStatus(status.value()), detail(exception, status));
        return super.handleExceptionInternal(exception, problem, headers, status, request);
    }

    private static boolean isTyped(ProblemDetail problem) {
        return problem.getType() != null && problem.getType().toString().startsWith(ProblemType.PATH);
    }

    private static String detail(Exception exception, HttpStatusCode status) {
        String detail =
                exception instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        String known = ProblemType.ofStatus(status.value()).explanation();
        return detail == null || status.is5xxServerError() ? known : detail + " " + known;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String said(Exception exception) {
        return String.valueOf(exception.getMessage());
    }
}
