package dev.supersetsync.api;

import dev.supersetsync.model.Nearest;
import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Backups;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of runs, and their backups. */
@RestController
class RunController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    /** Databases end somewhere behind. */
    private static final int LAST_YEAR = 9999;

    private final Runs runs;
    private final Targets targets;
    private final RunHistory history;
    private final Backups backups;

    RunController(Runs runs, Targets targets, RunHistory history, Backups backups) {
        this.runs = runs;
        this.targets = targets;
        this.history = history;
        this.backups = backups;
    }

    @GetMapping("/runs")
    Page<RunHead> runs(
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        var paging = new Paging(page, size);
        checkKnown(target);
        return history.list(new RunFilter(target, status(status), job, since(since)), paging);
    }

    @GetMapping("/runs/{id}")
    RunReport run(@PathVariable String id, @RequestParam(required = false) @Nullable List<String> include) {
        Shown shown = Shown.including(include);
        return shown.of(history.find(id));
    }

    @GetMapping("/runs/{id}/backup")
    ResponseEntity<byte[]> backup(@PathVariable String id) {
        RunReport run = history.find(id);
        if (run.backup() == null) {
            throw new Unknown("backup of run", id);
        }
        byte[] zip = backups.zip(id).orElseThrow(() -> new Refusal.BackupExpired(id));
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("superset-sync-" + id + ".zip")
                                .build()
                                .toString())
                .body(zip);
    }

    /** A target that is no longer configured is still known by its runs. */
    private void checkKnown(@Nullable String target) {
        if (target != null
                && !targets.names().contains(target)
                && runs.lastOf(target).isEmpty()) {
            throw new Unknown("target", target);
        }
    }

    private static @Nullable RunStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<String> words = Arrays.stream(RunStatus.values()).map(Enum::name).toList();
        String upper = text.toUpperCase(Locale.ROOT);
        if (!words.contains(upper)) {
            throw invalid(
                    "status", "'" + text + "' is none of " + String.join(", ", words) + Nearest.question(text, words));
        }
        return RunStatus.valueOf(upper);
    }

    /** A point in time, or a day, which begins at midnight UTC. */
    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime since = text.contains("T")
                    ? OffsetDateTime.parse(text.replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC)
                    : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
            if (since.getYear() < 1 || since.getYear() > LAST_YEAR) {
                throw invalid("since", "'" + text + "' is not in the years 1 to " + LAST_YEAR);
            }
            return since.toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "since", "'" + text + "' is no time such as 2026-03-01T03:00:00Z, and no day such as 2026-03-01");
        }
    }

    private static Refusal.InvalidRequest invalid(String name, String message) {
        return new Refusal.InvalidRequest(List.of(Violation.at(name, message)));
    }
}
