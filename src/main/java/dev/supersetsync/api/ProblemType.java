package dev.supersetsync.api;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * The kinds of problems that answers speak of. Programs rely on the name and the status, so neither changes; the title
 * and the explanation are for people.
 */
public enum ProblemType {
    /** The body is no JSON or YAML. */
    UNREADABLE(
            HttpStatus.BAD_REQUEST,
            "The body cannot be read",
            "The body, or one of its parts, is no JSON or YAML. The members line and column say where reading stopped."),
    /** No token, or one that is not known. */
    UNAUTHORIZED(
            HttpStatus.UNAUTHORIZED,
            "A valid token is needed",
            "Send a token as 'Authorization: Bearer <token>'. Nothing but health is open."),
    /** The caller may not do that. */
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The token does not allow this",
            "The token's role is too small, or the token is limited to other targets or strategy sets."),
    /** Something unknown is asked for or named. */
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such thing",
            "The address, or a plan, run, strategy set or target that the request names, does not exist."),
    /** The address does not know the method. */
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The address does not know this method",
            "The header Allow lists the methods that it knows."),
    /** No representation fits. */
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "There is no answer of the wanted type",
            "Answers are JSON or YAML: accept application/json or application/yaml."),
    /** Guard FAIL. */
    BREAKING_CHANGES(
            HttpStatus.CONFLICT,
            "The sync would break charts, dashboards or filters",
            "The guard breaking_changes is FAIL, and the plan in the member plan would break something. Nothing was written."),
    /** Guard FAIL. */
    UI_EDITS(
            HttpStatus.CONFLICT,
            "Declared settings were changed in Superset",
            "The guard ui_edits is FAIL, and somebody changed in Superset what the plan in the member plan would overwrite. Nothing was written."),
    /** Superset moved. */
    STALE_PLAN(
            HttpStatus.CONFLICT,
            "The plan no longer fits",
            "What the plan touches has moved since it was made. Nothing was written; make a new plan."),
    /** A plan applies once. */
    PLAN_APPLIED(
            HttpStatus.CONFLICT,
            "The plan was applied before",
            "A plan applies once. Make a new plan, which tells what is left to do."),
    /** The caller does not want to wait. */
    TARGET_BUSY(
            HttpStatus.CONFLICT,
            "Another run is at work on the target",
            "One run writes to a target at a time. Without wait=false, the sync waits for its turn."),
    /** Somebody stopped the run. */
    RUN_CANCELLED(
            HttpStatus.CONFLICT,
            "The run was cancelled",
            "Somebody stopped the run in the member run. It says what was applied until then."),
    /** The run that is to be stopped has ended. */
    RUN_ENDED(
            HttpStatus.CONFLICT,
            "The run has ended",
            "The run in the member run has ended before it could be stopped. POST /runs/{id}/restore takes it back."),
    /** The backup of a run is gone. */
    BACKUP_EXPIRED(
            HttpStatus.GONE,
            "The backup has expired",
            "Backups are kept for the configured time. Without its backup a run can no longer be taken back."),
    /** More than is read at once. */
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The request is too large",
            "Documents have at most 20 MB; files in JSON of other formats than native, sent as multipart/form-data, superset-sync.max-document-size, which is 200 MB if left out. Split documents by schema: they leave each other's datasets alone."),
    /** A body of another type. */
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body's type is not understood",
            "Bodies are application/json, application/yaml or multipart/form-data."),
    /** The document has violations. */
    INVALID_MODELS(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The models are not valid",
            "The member violations lists all that is wrong with the declared models, each with its path and, where known, its line and column."),
    /** The request around the document has violations. */
    INVALID_REQUEST(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The request is not valid",
            "The member violations lists all that is wrong with the request itself, each with its path."),
    /** UPDATE and REPLACE. */
    CONTRADICTORY_STRATEGY(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The update strategy contradicts itself",
            "UPDATE keeps what is not declared, REPLACE removes it: choose one."),
    /** A key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The Idempotency-Key belongs to another request",
            "The same key came with a different request within the last 24 hours. Use a new key for a new request."),
    /** Too many requests. */
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            "The caller has sent more requests than superset-sync.rate-limit allows. Try again after the time in the header Retry-After."),
    /** Not every change was applied. */
    SYNC_FAILED(
            HttpStatus.BAD_GATEWAY,
            "Not every change was applied",
            "The run in the member run ended as FAILED or PARTLY_FAILED, or was interrupted: its changes say which were applied, and what Superset said to the others."),
    /** Superset does not accept our credentials. */
    SUPERSET_UNAUTHORIZED(
            HttpStatus.BAD_GATEWAY,
            "Superset refuses the service's credentials",
            "The configured user, API key or token of the target is refused, or may not do what is needed. Nothing was written."),
    /** Superset answered with something else that ends it. */
    SUPERSET_ERROR(
            HttpStatus.BAD_GATEWAY,
            "Superset did not do what was asked",
            "A call to Superset failed before anything was written. The member error has the call, its status and what Superset said."),
    /** A configured source cannot be read. */
    SOURCE_UNAVAILABLE(
            HttpStatus.BAD_GATEWAY,
            "The source of the models cannot be read",
            "A file or an address of the configured source cannot be read, or not within the limits of time and size. Nothing was written."),
    /** Superset cannot be reached. */
    SUPERSET_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Superset cannot be reached",
            "Nothing was written. Try again after the time in the header Retry-After."),
    /** Our own database cannot be reached. */
    STORAGE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The service's storage cannot be reached",
            "Try again after the time in the header Retry-After. If a run was asked for, it is not known whether it was taken on: with the same Idempotency-Key the same run is not done twice."),
    /** Tokens cannot be checked. */
    ISSUER_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Tokens cannot be checked",
            "The configured issuer of tokens does not answer. Try again after the time in the header Retry-After."),
    /** Our fault. */
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The service failed",
            "This is an error of the service itself; its log says more.");

    static final String PATH = "/problems/";

    private final HttpStatus status;
    private final String title;
    private final String explanation;

    ProblemType(HttpStatus status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The last part of the type's URI. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What problems of this type name as their {@code type}. */
    public URI uri() {
        return URI.create(PATH + slug());
    }

    /** The status of answers with it. */
    public HttpStatus status() {
        return status;
    }

    /** What it is, in short. */
    public String title() {
        return title;
    }

    /** What it means and what to do. */
    public String explanation() {
        return explanation;
    }

    /** The type whose URI ends so. */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The type of a problem of which only the status is known; what has none of its own is our fault. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 400 -> UNREADABLE;
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 410 -> BACKUP_EXPIRED;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID_REQUEST;
            case 429 -> TOO_MANY_REQUESTS;
            default -> INTERNAL_ERROR;
        };
    }
}
