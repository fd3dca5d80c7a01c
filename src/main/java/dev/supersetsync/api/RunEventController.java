package dev.supersetsync.api;

import dev.supersetsync.run.Reports.RunReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens in a run, as server-sent events. */
@RestController
class RunEventController {

    private final RunHistory history;
    private final RunListeners listeners;

    RunEventController(RunHistory history, RunListeners listeners) {
        this.history = history;
        this.listeners = listeners;
    }

    /** Who knows the end and comes again, as browsers do, is told by 204 to come no more. */
    @GetMapping(path = "/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        RunReport run = history.find(id);
        return listeners
                .listen(run.id(), lastEventId)
                .map(events ->
                        ResponseEntity.ok().header("X-Accel-Buffering", "no").body(events))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NO_CONTENT).build());
    }
}
