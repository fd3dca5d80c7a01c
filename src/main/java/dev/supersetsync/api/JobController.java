package dev.supersetsync.api;

import dev.supersetsync.job.JobReport;
import dev.supersetsync.job.JobReports;
import dev.supersetsync.job.JobRunner;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.Started;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The configured jobs: looked at, called, paused and resumed, and the drift that they found. */
@RestController
class JobController {

    private final JobReports jobs;
    private final JobRunner runner;
    private final RunAnswers answers;
    private final Permitted permitted;

    JobController(JobReports jobs, JobRunner runner, RunAnswers answers, Permitted permitted) {
        this.jobs = jobs;
        this.runner = runner;
        this.answers = answers;
        this.permitted = permitted;
    }

    @GetMapping("/jobs")
    Page<JobReport> jobs(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        List<JobReport> visible = jobs.list().stream()
                .filter(job -> permitted.maySee(job.target()))
                .toList();
        return new Paging(page, size).of(visible, job -> job);
    }

    @GetMapping("/jobs/{name}")
    JobReport job(@PathVariable String name) {
        return visible(name);
    }

    @PostMapping(
            path = "/jobs/{name}/run",
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<?> run(
            @PathVariable String name,
            @RequestParam(defaultValue = "true") boolean wait,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Shown shown = Shown.including(include);
        JobReport job = visible(name);
        permitted.checkStrategy(job.strategySet(), job.updateStrategy(), job.guards());
        if (job.mode().equals("DRIFT")) {
            return ResponseEntity.ok(runner.look(name));
        }
        var call = new Call(key, permitted.callerName(), "POST /jobs/{name}/run", () -> name, name);
        Started run = runner.sync(name, call, wait ? Queueing.WAIT : Queueing.REFUSE);
        return answers.answer(run, Preference.of(prefer), shown);
    }

    @PostMapping(
            path = "/jobs/{name}/pause",
            produces = {Bodies.JSON, Bodies.YAML})
    JobReport pause(@PathVariable String name) {
        visible(name);
        runner.pause(name);
        return visible(name);
    }

    @PostMapping(
            path = "/jobs/{name}/resume",
            produces = {Bodies.JSON, Bodies.YAML})
    JobReport resume(@PathVariable String name) {
        visible(name);
        runner.resume(name);
        return visible(name);
    }

    @GetMapping("/jobs/{name}/drift")
    DriftReport drift(@PathVariable String name) {
        visible(name);
        return jobs.lastDrift(name).orElseThrow(() -> new Unknown("drift report of job", name));
    }

    @GetMapping("/jobs/{name}/drift/history")
    Page<DriftReport> drifts(
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        visible(name);
        var paging = new Paging(page, size);
        return jobs.drifts(name, paging.page(), paging.size());
    }

    private JobReport visible(String name) {
        JobReport job = jobs.find(name).orElseThrow(() -> new Unknown("job", name));
        permitted.checkTarget(job.target());
        return job;
    }
}
