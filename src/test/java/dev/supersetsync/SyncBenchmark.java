package dev.supersetsync;

import dev.supersetsync.bench.Comparison;
import dev.supersetsync.bench.CountingProxy;
import dev.supersetsync.bench.Machine;
import dev.supersetsync.bench.ManyTables;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What syncs of many models take on a real Superset, beside a bare client that sends just what must be sent, in the same
 * rounds and through the same proxy. Not a test: {@code bench/run sync} starts it.
 */
final class SyncBenchmark {

    private static final String DATABASE = "bench";
    private static final int WARM_UP = 30;

    /** As many as the service allows: what is measured is not its politeness. */
    private static final String REQUESTS_PER_SECOND = "1000";

    private final SupersetServer server = SupersetServer.shared();
    private final String schemas = "bench_" + Long.toString(System.currentTimeMillis(), 36);

    /** Takes how many datasets, how many rounds, and after {@code --delay} how many ms the network takes each way. */
    void main(String[] arguments) {
        var numbers = new ArrayList<>(List.of(arguments));
        int delay = 0;
        int option = numbers.indexOf("--delay");
        if (option >= 0) {
            delay = Integer.parseInt(numbers.get(option + 1));
            numbers.subList(option, option + 2).clear();
        }
        int size = numbers.isEmpty() ? 100 : Integer.parseInt(numbers.getFirst());
        int rounds = numbers.size() < 2 ? 3 : Integer.parseInt(numbers.get(1));
        run(size, rounds, Duration.ofMillis(delay));
        System.exit(0);
    }

    private void run(int size, int rounds, Duration delay) {
        double load = Machine.load();
        int others = SupersetApi.of(server)
                .get("/dataset/?q=(page_size:1)")
                .path("count")
                .asInt();
        try (var proxy = CountingProxy.before(server.baseUrl(), delay);
                var service = service(proxy)) {
            say("Warming up");
            compare(service, proxy, new ManyTables(schemas + "_0", WARM_UP), new Comparison());
            var comparison = new Comparison();
            for (int round = 1; round <= rounds; round++) {
                say("Round %d of %d".formatted(round, rounds));
                compare(service, proxy, new ManyTables(schemas + "_" + round, size), comparison);
            }
            say("Small syncs");
            String small = smallSyncs(service, proxy);
            System.out.printf(
                    "%nSuperset %s; %s, load average %.1f at the start and %.1f at the end; %d datasets of %d columns and"
                            + " %d metrics, beside %d others; %d ms on the network each way; medians of %d rounds; at most %s requests a"
                            + " second.%n%n%s%n%s%n%s",
                    server.version(),
                    Machine.words(),
                    load,
                    Machine.load(),
                    size,
                    ManyTables.COLUMNS,
                    ManyTables.METRICS,
                    others,
                    delay.toMillis(),
                    rounds,
                    REQUESTS_PER_SECOND,
                    comparison.markdown(),
                    comparison.profile(),
                    small);
        }
    }

    private static RunningService service(CountingProxy proxy) {
        return RunningService.start(Map.of(
                "superset-sync.targets.main.url",
                proxy.url(),
                "superset-sync.targets.main.max-requests-per-second",
                REQUESTS_PER_SECOND,
                "logging.level.root",
                "WARN"));
    }

    private static void compare(RunningService service, CountingProxy proxy, ManyTables tables, Comparison comparison) {
        try (var round = new SyncRound(service, proxy, DATABASE, tables)) {
            round.compare(comparison);
        }
    }

    private String smallSyncs(RunningService service, CountingProxy proxy) {
        try (var round = new SyncRound(service, proxy, DATABASE, new ManyTables(schemas + "_one", 1))) {
            return round.smallSyncs();
        }
    }

    private static void say(String what) {
        System.err.println("[bench] " + what);
    }
}
