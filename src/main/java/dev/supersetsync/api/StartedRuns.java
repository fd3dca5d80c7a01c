package dev.supersetsync.api;

import dev.supersetsync.run.Claim;
import dev.supersetsync.run.IdempotencyKeys;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.Syncs.Started;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Starts runs, and for the same call with the same {@code Idempotency-Key} only once: who comes again gets the run of
 * the first call, and waits for it if it is still at work. A key whose call wrote nothing is free again.
 */
@Component
class StartedRuns {

    private static final int TRIES = 10;

    private final IdempotencyKeys keys;
    private final Runs runs;
    private final Map<String, Started> atWork = new ConcurrentHashMap<>();

    StartedRuns(IdempotencyKeys keys, Runs runs) {
        this.keys = keys;
        this.runs = runs;
    }

    Started start(Call call, Supplier<Started> start) {
        String key = call.key();
        return key == null ? start.get() : startOnce(key, call, start);
    }

    private Started startOnce(String key, Call call, Supplier<Started> start) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Started> started =
                    switch (keys.claim(key, call.caller(), call.operation(), call.contentHash())) {
                        case Claim.New(Claim.Key claimed) -> Optional.of(begin(claimed, start));
                        case Claim.Existing(String runId) -> known(runId);
                        case Claim.Conflict() -> throw new KeyReused();
                    };
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new IllegalStateException("The run of an idempotency key is gone.");
    }

    /** Nothing if the run was refused a moment ago and its key is free again. */
    private Optional<Started> known(String runId) {
        Started started = atWork.get(runId);
        return started != null
                ? Optional.of(started)
                : runs.find(runId).map(run -> new Started(runId, CompletableFuture.completedFuture(run), () -> {}));
    }

    private Started begin(Claim.Key key, Supplier<Started> start) {
        Started started = startOrFree(key, start);
        var told = new Started(started.runId(), new CompletableFuture<>(), started.keep());
        atWork.put(started.runId(), told);
        keys.bind(key, started.runId());
        started.done().whenComplete((run, error) -> tell(key, told, run, error));
        return told;
    }

    private Started startOrFree(Claim.Key key, Supplier<Started> start) {
        try {
            return start.get();
        } catch (RuntimeException refused) {
            keys.free(key);
            throw refused;
        }
    }

    /** The key is free before anybody hears of the end, so that who tries again at once does not meet the old run. */
    private void tell(Claim.Key key, Started told, @Nullable RunReport run, @Nullable Throwable error) {
        try {
            if (run == null || wroteNothing(run)) {
                keys.free(key);
            }
        } finally {
            atWork.remove(told.runId());
            if (run != null) {
                told.done().complete(run);
            } else {
                told.done().completeExceptionally(error == null ? new IllegalStateException("No run came.") : error);
            }
        }
    }

    private static boolean wroteNothing(RunReport run) {
        return run.status() == RunStatus.FAILED
                || run.status() != RunStatus.SUCCEEDED && run.requests().writes() == 0;
    }
}
