package dev.supersetsync.api;

import dev.supersetsync.audit.AuditNotes;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.Syncs.Started;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.stereotype.Component;

/** Answers with a run, once it has ended or once the caller does not want to wait any more. */
@Component
class RunAnswers {

    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final Runs runs;
    private final AuditNotes notes;

    RunAnswers(Runs runs, AuditNotes notes) {
        this.runs = runs;
        this.notes = notes;
    }

    ResponseEntity<?> answer(Started started, Preference preference, Shown shown) {
        notes.run(started.runId());
        try {
            return ended(await(started, preference), preference, shown);
        } catch (TimeoutException stillAtWork) {
            return accepted(started, preference, shown);
        }
    }

    /** Answers whoever stopped a run, to whom it is no failure that the run was stopped. */
    ResponseEntity<?> stopped(Started started, Preference preference, Shown shown) {
        try {
            RunReport run = await(started, preference);
            return run.status().isFinal()
                    ? with(preference, ResponseEntity.ok()).body(shown.of(run))
                    : ended(run, preference, shown);
        } catch (TimeoutException stillAtWork) {
            return accepted(started, preference, shown);
        }
    }

    private static RunReport await(Started started, Preference preference) throws TimeoutException {
        try {
            if (preference.atMost().isEmpty()) {
                return started.done().get();
            }
            Duration atMost = preference.atMost().get();
            if (atMost.isZero()) {
                throw new TimeoutException();
            }
            return started.done().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw asItWas(failed, started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops.", e);
        }
    }

    private ResponseEntity<?> ended(RunReport run, Preference preference, Shown shown) {
        notes.target(run.target());
        RunReport told = shown.of(run);
        return switch (run.status()) {
            case SUCCEEDED -> with(preference, ResponseEntity.ok()).body(told);
            case QUEUED, RUNNING ->
                with(preference, ResponseEntity.accepted())
                        .location(Links.run(run.id()))
                        .body(told);
            case PARTLY_FAILED, FAILED, CANCELLED, INTERRUPTED -> ProblemHandler.failed(told);
        };
    }

    /** Who is told a run's id must find it, however it ends: so it is kept before it is looked up. */
    private ResponseEntity<?> accepted(Started started, Preference preference, Shown shown) {
        started.keep().run();
        RunReport run = runs.find(started.runId()).orElseGet(() -> refused(started));
        notes.target(run.target());
        return with(preference, ResponseEntity.status(HttpStatus.ACCEPTED))
                .location(Links.run(run.id()))
                .body(shown.of(run));
    }

    /** It was refused just before it could be kept. */
    private static RunReport refused(Started started) {
        try {
            return started.done().join();
        } catch (CompletionException failed) {
            throw asItWas(failed, started);
        }
    }

    private static BodyBuilder with(Preference preference, BodyBuilder answer) {
        preference.applied().ifPresent(applied -> answer.header(PREFERENCE_APPLIED, applied));
        return answer;
    }

    private static RuntimeException asItWas(Throwable thrown, Started started) {
        Throwable cause = thrown.getCause();
        return switch (thrown) {
            case CompletionException around when cause != null -> asItWas(cause, started);
            case ExecutionException around when cause != null -> asItWas(cause, started);
            case Refusal refusal -> refusal;
            case SupersetException superset -> superset;
            case InvalidModels invalid -> invalid;
            default -> new RunBroke(started.runId(), thrown);
        };
    }
}
