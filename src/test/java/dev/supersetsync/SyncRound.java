package dev.supersetsync;

import dev.supersetsync.bench.BareSuperset;
import dev.supersetsync.bench.Comparison;
import dev.supersetsync.bench.CountingProxy;
import dev.supersetsync.bench.ManyTables;
import dev.supersetsync.bench.Measured;
import dev.supersetsync.bench.Step;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same tables synced by the service and by the bare client, in a schema that is of this round alone. The bare
 * client's writes come last, since to the service they are a stranger's. It ends by deleting what it made.
 */
final class SyncRound implements AutoCloseable {

    private static final int WARM_UPS = 20;
    private static final int SMALL_SYNCS = 31;
    private static final int TURNS = 4;
    private static final int AGAIN = 5;

    private final RunningService service;
    private final CountingProxy proxy;
    private final String database;
    private final ManyTables tables;
    private final BareSuperset bare;

    SyncRound(RunningService service, CountingProxy proxy, String database, ManyTables tables) {
        this.service = service;
        this.proxy = proxy;
        this.database = database;
        this.tables = tables;
        var server = SupersetServer.shared();
        this.bare = BareSuperset.signIn(proxy.url(), server.username(), server.password(), tables);
        Warehouse.shared().execute(tables.ddl());
        letSupersetSeeTheSchema(SupersetApi.of(server));
    }

    /** The first dataset of a schema costs more than the others, whoever makes it. */
    private void letSupersetSeeTheSchema(SupersetApi api) {
        int id = api.createDataset(
                api.registerDatabase(database, Warehouse.shared().sqlalchemyUri()),
                tables.schema(),
                tables.names().getFirst());
        api.delete("/dataset/" + id);
    }

    void compare(Comparison comparison) {
        compareUnchanged(comparison);
        syncChanges(comparison);
        changeBare(comparison);
        bare.delete();
        comparison.addBare(Step.CREATE, measured(() -> bare.create(database)));
        expect(tables.size(), bare.complete());
    }

    private void compareUnchanged(Comparison comparison) {
        sync(comparison, Step.CREATE, models(tables.models()), "created", tables.size());
        for (int turn = 0; turn < TURNS; turn++) {
            compareFull(comparison, turn);
        }
        sync(comparison, Step.NOTHING_FAST, fast(models(tables.models())), "unchanged", tables.size());
        comparison.addBare(Step.NOTHING_FAST, measured(bare::list));
        for (int time = 0; time < AGAIN; time++) {
            sync(comparison, Step.AGAIN_FAST, fast(models(tables.models())), "unchanged", tables.size());
            comparison.addBare(Step.AGAIN_FAST, measured(bare::list));
        }
    }

    /** Superset's Python collects garbage in about every second export, so each of the two is the first in turn. */
    private void compareFull(Comparison comparison, int turn) {
        String newBytes = tables.models() + "# " + turn + "\n";
        Runnable service = () -> sync(comparison, Step.NOTHING_FULL, models(newBytes), "unchanged", tables.size());
        Runnable client = () -> comparison.addBare(Step.NOTHING_FULL, measured(bare::export));
        (turn % 2 == 0 ? List.of(service, client) : List.of(client, service)).forEach(Runnable::run);
    }

    private void syncChanges(Comparison comparison) {
        int all = tables.size();
        sync(comparison, Step.ONE_FULL, models(tables.modelsWith("One", 1)), "updated", 1);
        sync(comparison, Step.ONE_FAST, fast(models(tables.modelsWith("Other", 1))), "updated", 1);
        sync(comparison, Step.ALL_FULL, models(tables.modelsWith("All", all)), "updated", all);
        sync(comparison, Step.ALL_FAST, fast(models(tables.modelsWith("Again", all))), "updated", all);
    }

    private void changeBare(Comparison comparison) {
        Map<Integer, Map<String, Integer>> columnIds = bare.columnIds();
        comparison.addBare(Step.ONE_FULL, measured(() -> bare.exportAndRelabelOne("Bare one")));
        comparison.addBare(Step.ONE_FAST, measured(() -> bare.listAndRelabelOne("Bare other")));
        comparison.addBare(Step.ALL_FULL, measured(() -> bare.relabel("Bare all")));
        comparison.addBare(Step.ALL_FAST, measured(() -> bare.relabel("Bare again", columnIds)));
    }

    /** What syncs that find nothing to do take of this service's own time, in words: the medians of many. */
    String smallSyncs() {
        models(tables.models()).syncs();
        return Stream.of(models(tables.models()), fast(models(tables.models())))
                .filter(request -> !isRefused(request.sync(), request))
                .map(this::smallSyncs)
                .reduce("", String::concat);
    }

    private String smallSyncs(Request request) {
        IntStream.range(0, WARM_UPS).forEach(none -> request.syncs());
        List<Measured> all = IntStream.range(0, SMALL_SYNCS)
                .mapToObj(none -> measured(request::syncs))
                .toList();
        return "%d model(s), nothing to do, `%s`: %.1f ms, of which %.1f ms beyond Superset's own time, %d requests.%n"
                .formatted(
                        tables.size(),
                        request.guards().getOrDefault("read", "FULL"),
                        millis(Comparison.median(all, Measured::time)),
                        millis(Comparison.median(all, Measured::beyondSuperset)),
                        Comparison.median(all, measured -> measured.traffic().total()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private void sync(Comparison comparison, Step step, Request request, String what, int expected) {
        var answer = new AtomicReference<Answer>();
        Measured measured = measured(() -> answer.set(request.sync()));
        if (!isRefused(answer.get(), request)) {
            expect(expected, answer.get().expect(200).count(what));
            comparison.addService(step, measured);
        }
    }

    private static boolean isRefused(Answer answer, Request request) {
        return answer.status() == 422 && request.guards().containsKey("read");
    }

    private static void expect(long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException("%d datasets were expected, and %d found".formatted(expected, found));
        }
    }

    private Measured measured(Runnable work) {
        return Measured.of(proxy, work);
    }

    private Request models(String models) {
        return new Request(
                service, "main", tables.schema(), database, tables.schema(), models, "CREATE, UPDATE", Map.of());
    }

    private static Request fast(Request request) {
        return request.guard("read", "FAST");
    }

    @Override
    public void close() {
        bare.delete();
        Warehouse.shared().execute("DROP SCHEMA " + tables.schema() + " CASCADE");
    }
}
