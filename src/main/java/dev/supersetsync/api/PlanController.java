package dev.supersetsync.api;

import dev.supersetsync.audit.AuditNotes;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs;
import dev.supersetsync.sync.Syncs.RestoreRequest;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans: made without writing anything to Superset, and looked at. */
@RestController
class PlanController {

    private final Syncs syncs;
    private final RequestReader reader;
    private final Permitted permitted;
    private final AuditNotes notes;

    PlanController(Syncs syncs, RequestReader reader, Permitted permitted, AuditNotes notes) {
        this.syncs = syncs;
        this.reader = reader;
        this.permitted = permitted;
        this.notes = notes;
    }

    @PostMapping(
            path = "/plans",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML, Bodies.MULTIPART},
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<PlanReport> plan(Body body, @RequestParam(required = false) @Nullable List<String> include)
            throws IOException, ServletException {
        Shown shown = Shown.including(include);
        PlanReport plan = planning(body.read()).get();
        notes.plan(plan.id());
        notes.target(plan.target());
        return ResponseEntity.created(Links.plan(plan.id())).body(shown.of(plan));
    }

    private Supplier<PlanReport> planning(Submission submission) {
        if (reader.isRestore(submission)) {
            RestoreRequest request = permitted.restore(reader.restore(submission));
            return () -> syncs.planRestore(request);
        }
        SyncRequest request = permitted.request(reader.sync(submission));
        return () -> syncs.plan(request);
    }

    @GetMapping("/plans/{id}")
    PlanReport plan(@PathVariable String id, @RequestParam(required = false) @Nullable List<String> include) {
        Shown shown = Shown.including(include);
        return shown.of(permitted.planToSee(id));
    }
}
