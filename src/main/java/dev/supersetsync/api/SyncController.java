package dev.supersetsync.api;

import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.RestoreRequest;
import dev.supersetsync.sync.Syncs.Started;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls that write to Superset: a sync, a kept plan that is applied, and a run that is taken back. Here as with every
 * call that changes something, who wants an answer that there is none of is refused before anything is done.
 */
@RestController
class SyncController {

    private final Syncs syncs;
    private final RequestReader reader;
    private final RunAnswers answers;
    private final Permitted permitted;

    SyncController(Syncs syncs, RequestReader reader, RunAnswers answers, Permitted permitted) {
        this.syncs = syncs;
        this.reader = reader;
        this.answers = answers;
        this.permitted = permitted;
    }

    @PostMapping(
            path = "/sync",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML, Bodies.MULTIPART},
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<?> sync(
            Body body,
            @RequestParam(defaultValue = "true") boolean wait,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException, ServletException {
        Shown shown = Shown.including(include);
        Started run = sync(body.read(), key, queueing(wait));
        return answers.answer(run, Preference.of(prefer), shown);
    }

    private Started sync(Submission submission, @Nullable String key, Queueing queueing) {
        SyncRequest request = permitted.request(reader.sync(submission));
        var call = Call.of(key, permitted.callerName(), "POST /sync", submission::contentHash);
        return syncs.sync(request, call, queueing);
    }

    @PostMapping(
            path = "/plans/{id}/apply",
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<?> apply(
            @PathVariable String id,
            @RequestParam(defaultValue = "true") boolean wait,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Shown shown = Shown.including(include);
        permitted.checkPlanToApply(id);
        var call = Call.of(key, permitted.callerName(), "POST /plans/{id}/apply", () -> id);
        Started run = syncs.apply(id, call, queueing(wait));
        return answers.answer(run, Preference.of(prefer), shown);
    }

    @PostMapping(
            path = "/runs/{id}/restore",
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<?> restore(
            @PathVariable String id,
            Body body,
            @RequestParam(defaultValue = "true") boolean wait,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException, ServletException {
        Shown shown = Shown.including(include);
        Submission submission = body.readIfAny();
        RestoreRequest request = permitted.restore(reader.restore(id, submission));
        var call = Call.of(key, permitted.callerName(), "POST /runs/{id}/restore", () -> id + submission.contentHash());
        Started run = syncs.restore(request, call, queueing(wait));
        return answers.answer(run, Preference.of(prefer), shown);
    }

    @PostMapping(
            path = "/runs/{id}/cancel",
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<?> cancel(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        Shown shown = Shown.including(include);
        permitted.checkRun(id);
        return answers.stopped(syncs.cancel(id), Preference.of(prefer), shown);
    }

    private static Queueing queueing(boolean wait) {
        return wait ? Queueing.WAIT : Queueing.REFUSE;
    }
}
