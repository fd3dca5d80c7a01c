package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.bench.CountingProxy;
import dev.supersetsync.bench.ManyTables;
import dev.supersetsync.bench.Measured;
import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With how many requests of each kind a sync of 50 datasets does. One more for each dataset would make every sync of
 * everybody slower, and no other test would tell. How long it takes is the matter of {@code bench/run sync}.
 */
@NewestVersion
@ExtendWith(SupersetLog.class)
class RequestCountIT {

    private static final int MANY = 50;
    private static final int FEW = 3;

    /**
     * What is done, in this order, and how many requests of each kind it may take; no other kind may be sent. In what
     * depends on what else is in Superset, the number is for each page of that list, or for each entry in it; a second
     * line of a kind adds to the first, before 6.0 alone.
     */
    private enum Step {
        CREATE("""
                GET /static/version_info.json 1
                GET /security/csrf_token/ 1
                GET /database/ 1 page
                GET /dataset/ 2 page
                GET /dataset/ 3
                GET /dataset/related/owners 1
                GET /dataset/export/ 2
                POST /sqllab/execute/ 2
                POST /dataset/import/ 1
                PUT /dataset/{id} 50
                """),
        NOTHING("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 1 page
                GET /dataset/related/owners 1
                GET /dataset/export/ 1
                """),
        FEW("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 1 page
                GET /dataset/related/owners 1
                GET /dataset/export/ 1
                """),
        ONE("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 1 page
                GET /dataset/related/owners 1
                GET /dataset/export/ 1
                GET /dataset/{id} 2
                PUT /dataset/{id} 1
                """),
        ALL("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 1 page
                GET /dataset/ 1
                GET /dataset/related/owners 1
                GET /dataset/export/ 2
                GET /dataset/{id} 50
                PUT /dataset/{id} 50
                """),
        AGAIN("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 1 page
                GET /dataset/ 2
                GET /dataset/related/owners 1
                GET /dataset/export/ 3
                PUT /dataset/{id} 50
                """),
        FAST_ALL("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 2 page
                GET /dataset/ 2
                GET /dataset/related/owners 1
                GET /dataset/export/ 2
                GET /dataset/export/ 1 before-6.0
                PUT /dataset/{id} 50
                """),
        FAST("""
                GET /static/version_info.json 1
                GET /dataset/ 1
                """),
        FAST_ONE("""
                GET /static/version_info.json 1
                GET /dataset/ 1
                GET /dataset/{id} 3
                GET /dataset/related/owners 1
                GET /dataset/export/ 1
                PUT /dataset/{id} 1
                """),
        DELETE("""
                GET /static/version_info.json 1
                GET /database/ 1 page
                GET /dataset/ 5 page
                GET /dataset/ 2
                GET /dataset/related/owners 1
                GET /dataset/export/ 2
                GET /dataset/{id} 100
                GET /chart/ 1 page
                GET /chart/ 1
                POST /chart/data 1
                GET /dashboard/ 1 page
                GET /dashboard/ 1
                GET /dashboard/{id} 1 entry
                GET /report/ 1 page
                GET /report/ 1
                GET /rowlevelsecurity/ 2 page
                GET /rowlevelsecurity/ 1
                GET /security/roles/ 2 page
                GET /security/roles/ 1
                GET /security/roles/{id}/permissions/ 1 entry
                GET /tag/ 1 page
                GET /tag/ 1
                DELETE /dataset/ 1
                """);

        private final String most;

        Step(String most) {
            this.most = most;
        }

        /** How many requests of a kind it may take. */
        int most(String kind) {
            return most.lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 1).split(" "))
                    .mapToInt(words -> Integer.parseInt(words[0]) * (words.length > 1 ? times(kind, words[1]) : 1))
                    .sum();
        }

        private static int times(String kind, String what) {
            return switch (what) {
                // While it was asked for, the datasets of this test were there too.
                case "page" -> Math.ceilDiv(entries(kind) + MANY, 100);
                case "entry" -> entries(kind);
                // The list does not tell there that a column or metric moved, so what is written is exported once more.
                case "before-6.0" -> SupersetServer.shared().version().startsWith("6.") ? 0 : 1;
                default -> throw new IllegalArgumentException(what);
            };
        }

        private static int entries(String kind) {
            String list = kind.replaceFirst("^GET ", "").replaceFirst("\\{id}.*", "");
            return World.API.get(list + "?q=(page_size:1)").path("count").asInt();
        }
    }

    private static final ManyTables TABLES =
            new ManyTables("requests_" + Long.toString(System.currentTimeMillis(), 36), MANY);
    private static final Map<Step, Map<String, Integer>> SENT = new EnumMap<>(Step.class);

    @BeforeAll
    static void goThroughAllSteps() {
        Warehouse.shared().execute(TABLES.ddl());
        // Creations that are the first of their schema get in each other's way, and are repeated.
        World.API.delete("/dataset/"
                + World.API.createDataset(
                        World.database(), TABLES.schema(), TABLES.names().getFirst()));
        try (var proxy = CountingProxy.before(SupersetServer.shared().baseUrl(), Duration.ZERO);
                var service = RunningService.start(Map.of(
                        "superset-sync.targets.main.url",
                        proxy.url(),
                        "superset-sync.targets.main.max-requests-per-second",
                        "1000"))) {
            var none = new Request(
                    service, "main", TABLES.schema(), World.DATABASE, TABLES.schema(), "", "CREATE, UPDATE", Map.of());
            none.guard("allow_empty", true).strategy("DELETE").syncs();
            record(proxy, Step.CREATE, none.models(TABLES.models()), "created", MANY);
            record(proxy, Step.NOTHING, none.models(TABLES.models()), "unchanged", MANY);
            record(proxy, Step.FEW, none.models(new ManyTables(TABLES.schema(), FEW).models()), "unchanged", FEW);
            record(proxy, Step.ONE, none.models(TABLES.modelsWith("One", 1)), "updated", 1);
            record(proxy, Step.ALL, none.models(TABLES.modelsWith("All", MANY)), "updated", MANY);
            record(proxy, Step.AGAIN, none.models(TABLES.modelsWith("Again", MANY)), "updated", MANY);
            var fast = none.models(TABLES.modelsWith("Fast", MANY)).guard("read", "FAST");
            record(proxy, Step.FAST_ALL, fast, "updated", MANY);
            record(proxy, Step.FAST, fast, "unchanged", MANY);
            record(proxy, Step.FAST_ONE, fast.models(fast.models().replaceFirst("Fast", "One")), "updated", 1);
            var delete = none.strategy("DELETE").guard("allow_empty", true).guard("max_delete_percent", 100);
            record(proxy, Step.DELETE, delete, "deleted", MANY);
        }
    }

    private static void record(CountingProxy proxy, Step step, Request request, String what, int expected) {
        var measured = Measured.of(
                proxy, () -> assertThat(request.syncs().count(what)).as(what).isEqualTo(expected));
        SENT.put(step, measured.traffic().requests());
    }

    @AfterAll
    static void deleteAll() {
        World.rows(TABLES.schema()).forEach(row -> World.API.send("DELETE", "/dataset/" + row.id(), null));
        Warehouse.shared().execute("DROP SCHEMA " + TABLES.schema() + " CASCADE");
    }

    @ParameterizedTest
    @EnumSource
    void isNotExceeded(Step step) {
        var more = new TreeMap<String, String>();
        SENT.getOrDefault(step, Map.of()).forEach((kind, number) -> {
            int most = step.most(kind);
            if (number > most) {
                more.put(kind, "%d, and %d were enough".formatted(number, most));
            }
        });

        assertThat(more).as("requests that grew, in step %s", step).isEmpty();
    }
}
