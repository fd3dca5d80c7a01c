package dev.supersetsync.api;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.Targets;
import dev.supersetsync.state.Targets.Reachability;
import dev.supersetsync.sync.Syncs;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is configured, without secrets, whether it answers, and what is there. */
@RestController
class TargetController {

    private final Targets targets;
    private final Runs runs;
    private final Permitted permitted;
    private final Syncs syncs;

    TargetController(Targets targets, Runs runs, Permitted permitted, Syncs syncs) {
        this.targets = targets;
        this.runs = runs;
        this.permitted = permitted;
        this.syncs = syncs;
    }

    @GetMapping("/targets")
    Page<TargetReport> targets(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        return new Paging(page, size).of(permitted.targets(), this::report);
    }

    @GetMapping("/targets/{name}")
    TargetReport target(@PathVariable String name) {
        permitted.checkTarget(name);
        if (!targets.names().contains(name)) {
            throw new Unknown("target", name);
        }
        return report(name);
    }

    @GetMapping(
            path = "/targets/{name}/models",
            produces = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML})
    DocumentAnswer models(@PathVariable String name, @ParameterObject LiveQuery query) {
        permitted.checkTarget(name);
        return new DocumentAnswer(syncs.declare(query.at(name)));
    }

    private TargetReport report(String name) {
        Reachability now = targets.look(name);
        return new TargetReport(
                name,
                targets.url(name),
                now.reachable(),
                now.version().orElse(null),
                now.problem().orElse(null),
                runs.lastOf(name).orElse(null));
    }
}
