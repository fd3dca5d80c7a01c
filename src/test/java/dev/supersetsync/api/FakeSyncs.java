package dev.supersetsync.api;

import dev.supersetsync.model.Document;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.sync.Call;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Use cases that do as a test says, and remember what they were asked. */
final class FakeSyncs implements Syncs {

    final List<SyncRequest> requests = new ArrayList<>();
    final List<String> applied = new ArrayList<>();
    final List<RestoreRequest> restores = new ArrayList<>();
    final List<LiveRequest> lives = new ArrayList<>();
    Document live = new Document(null, List.of());
    final List<Call> calls = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final List<Queueing> queueings = new ArrayList<>();
    final AtomicInteger kept = new AtomicInteger();
    private Supplier<PlanReport> plan = () -> Some.plan("plan-1");
    private Supplier<Started> start = () -> started("run-1", CompletableFuture.completedFuture(Some.run("run-1")));

    void reset() {
        requests.clear();
        applied.clear();
        restores.clear();
        lives.clear();
        live = new Document(null, List.of());
        queueings.clear();
        calls.clear();
        cancelled.clear();
        kept.set(0);
        plan = () -> Some.plan("plan-1");
        ends(Some.run("run-1"));
    }

    void plans(Supplier<PlanReport> answer) {
        plan = answer;
    }

    void ends(RunReport run) {
        starts(() -> started(run.id(), CompletableFuture.completedFuture(run)));
    }

    void fails(String runId, Throwable cause) {
        starts(() -> started(runId, CompletableFuture.failedFuture(cause)));
    }

    void starts(Supplier<Started> answer) {
        start = answer;
    }

    Started started(String runId, CompletableFuture<RunReport> done) {
        return new Started(runId, done, kept::incrementAndGet);
    }

    SyncRequest lastRequest() {
        return Objects.requireNonNull(requests.getLast());
    }

    @Nullable
    Queueing lastQueueing() {
        return queueings.isEmpty() ? null : queueings.getLast();
    }

    @Override
    public Document declare(LiveRequest request) {
        lives.add(request);
        return live;
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        requests.add(request);
        return plan.get();
    }

    @Override
    public Started sync(Supplier<SyncRequest> request, Call call, Queueing queueing) {
        calls.add(call);
        requests.add(request.get());
        queueings.add(queueing);
        return start.get();
    }

    @Override
    public PlanReport planRestore(RestoreRequest request) {
        restores.add(request);
        return plan.get();
    }

    @Override
    public Started restore(RestoreRequest request, Call call, Queueing queueing) {
        calls.add(call);
        restores.add(request);
        queueings.add(queueing);
        return start.get();
    }

    @Override
    public Started apply(String planId, Call call, Queueing queueing) {
        calls.add(call);
        applied.add(planId);
        queueings.add(queueing);
        return start.get();
    }

    @Override
    public Started cancel(String runId) {
        cancelled.add(runId);
        return start.get();
    }

    @Override
    public Drift drift(SyncRequest request) {
        requests.add(request);
        return new Drift(plan.get(), List.of());
    }
}
