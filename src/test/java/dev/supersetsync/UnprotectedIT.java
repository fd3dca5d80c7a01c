package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Row-level security holds at every moment: somebody who may read all datasets of the warehouse, but only some rows of
 * one, looks at it again and again while it is replaced, deleted and brought back, and never sees another row.
 */
@ExtendWith(SupersetLog.class)
class UnprotectedIT {

    private static final String TABLE = "- {table: orders, columns: [{name: status}]}\n";
    private static final String QUERY = """
            - table: orders
              sql: SELECT status, customer_id FROM %s.orders
              columns: [{name: status}]
            """;

    @RegisterExtension
    private final World world = new World();

    private SupersetApi reader;

    @BeforeEach
    void hideRowsFromSomebody() {
        int role = API.createRole(world.name());
        world.goesAfterwards("/security/roles/", role);
        API.post("/security/roles/" + role + "/permissions", Map.of("permission_view_menu_ids", accessToWarehouse()));
        int user = API.createUser(world.name(), "secret-of-reader", List.of(role, API.role("Gamma")));
        world.goesAfterwards("/security/users/", user);
        reader = SupersetApi.signIn(SupersetServer.shared().baseUrl(), world.name(), "secret-of-reader");
        world.models(TABLE).syncs();
        world.rule(world.see("orders").id(), "status = 'done'", role);
    }

    private static List<Integer> accessToWarehouse() {
        World.database();
        for (int page = 0; ; page++) {
            var rows = API.list(
                    "/security/permissions-resources/",
                    "(order_column:id,order_direction:desc,page:" + page + ",page_size:100)");
            var found = rows.stream()
                    .filter(row ->
                            row.path("permission").path("name").asString().equals("database_access"))
                    .filter(row ->
                            row.path("view_menu").path("name").asString().startsWith("[" + World.DATABASE + "]."))
                    .map(row -> row.path("id").asInt())
                    .toList();
            if (!found.isEmpty() || rows.isEmpty()) {
                return found;
            }
        }
    }

    @Test
    void whileItIsReplacedDeletedAndBroughtBack() throws InterruptedException {
        try (var observer = new Observer()) {
            var replaced = world.models(QUERY.formatted(world.name()))
                    .strategy("REPLACE")
                    .syncs();
            assertThat(world.see("orders").kind()).isEqualTo("virtual");
            restore(replaced.id());
            assertThat(world.see("orders").kind()).isEqualTo("physical");
            var deleted = world.models("")
                    .strategy("DELETE")
                    .guard("allow_empty", true)
                    .syncs();
            assertThat(world.datasets()).isEmpty();
            restore(deleted.id());
            observer.looksOnceMore();

            assertThat(observer.seen()).containsExactly("done");
        }
    }

    private static void restore(String runId) {
        RunningService.shared().post("/runs/" + runId + "/restore", "{}").expect(200);
    }

    /** Looks at all datasets of the schema without a pause, and remembers every state that it ever saw. */
    private final class Observer implements AutoCloseable {

        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;
        private volatile CountDownLatch looked = new CountDownLatch(1);

        Observer() throws InterruptedException {
            thread = Thread.ofVirtual().start(this::look);
            assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();
        }

        private void look() {
            while (!stopped.get()) {
                for (Seen row : World.rows(world.name())) {
                    var answer = reader.tryChartData(row.id(), Map.of("columns", List.of("status"), "row_limit", 100));
                    if (answer.status() == 200) {
                        answer.json()
                                .path("result")
                                .path(0)
                                .path("data")
                                .forEach(data -> seen.add(data.path("status").asString()));
                    }
                }
                looked.countDown();
            }
        }

        /** Waits for a look that began after now. */
        void looksOnceMore() throws InterruptedException {
            for (int i = 0; i < 2; i++) {
                looked = new CountDownLatch(1);
                assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();
            }
        }

        Set<String> seen() {
            return new HashSet<>(seen);
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
