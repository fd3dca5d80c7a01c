package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.WarehouseColumn;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the adapter can do for a user with the smallest role that works, who may not use SQL Lab. */
@ExtendWith(SupersetLog.class)
class SmallRoleIT {

    private static final Set<String> RIGHTS = Set.of(
            "can_read Dataset",
            "can_write Dataset",
            "can_export Dataset",
            "can_read SecurityRestApi",
            "can_read Database",
            "can_read Chart",
            "can_read Dashboard");
    private static final DatasetKey KEY = new DatasetKey("small", null, "small_role", "tea");

    private final SupersetServer server = SupersetServer.shared();
    private final SupersetApi api = SupersetApi.of(server);

    @Test
    void createsWritesAndDeletesItsOwnAndLooksAtTablesOneByOne() {
        Warehouse.shared().execute("""
                DROP SCHEMA IF EXISTS small_role CASCADE;
                CREATE SCHEMA small_role;
                CREATE TABLE small_role.tea (cups integer, drunk date);
                """);
        int database = api.registerDatabase("small", Warehouse.shared().sqlalchemyUri());
        TargetConnection superset = signedIn(database);
        var created = superset.writer().create(KEY, null);
        try {
            superset.writer().write(created, created.dataset(), new Mark("shop", true, "h"));

            assertThat(superset.datasets().list())
                    .extracting(listed -> listed.id())
                    .contains(created.id());
            assertThat(superset.warehouse().tables(List.of(new TableQuestion.Everything(KEY))))
                    .containsEntry(
                            KEY,
                            new TableFacts.Present(
                                    List.of(
                                            new WarehouseColumn("cups", "INTEGER", false),
                                            new WarehouseColumn("drunk", "DATE", true)),
                                    false));
            assertThat(superset.warehouse().queries(Map.of(KEY, "SELECT 1")).get(KEY))
                    .isInstanceOf(TableFacts.Unknown.class);
            assertTriesExpressions(superset, created.id());
        } finally {
            superset.writer().delete(created.id());
        }
        assertThat(superset.datasets().read(created.id())).isEmpty();
    }

    @Test
    void makesManyAtOnceAndOwnsThem() {
        int database = api.registerDatabase("small", Warehouse.shared().sqlalchemyUri());
        TargetConnection superset = signedIn(database);
        List<DatasetKey> keys = IntStream.range(0, 30)
                .mapToObj(i -> new DatasetKey("small", null, "small_role", "many_" + i))
                .toList();
        superset.datasets().list();

        Skeletons skeletons = superset.writer().createEmpty(keys);

        assertThat(skeletons)
                .isInstanceOfSatisfying(
                        Skeletons.Made.class,
                        made -> assertThat(made.there().keySet()).containsExactlyInAnyOrderElementsOf(keys));
        List<Integer> ids = superset.datasets().list().stream()
                .filter(listed -> keys.contains(listed.key()))
                .map(ListedDataset::id)
                .toList();
        var one = superset.datasets().read(ids.getFirst()).orElseThrow();
        superset.writer().write(one, one.dataset(), new Mark("shop", true, "h"));
        superset.writer().deleteAll(ids);
        assertThat(superset.datasets().remaining(ids)).isEmpty();
    }

    @Test
    void saysThatItMayNotChangeWhatOthersOwn() {
        Warehouse.shared().execute("""
                CREATE SCHEMA IF NOT EXISTS small_role_others;
                CREATE TABLE IF NOT EXISTS small_role_others.coffee (cups integer);
                """);
        int database = api.registerDatabase("small", Warehouse.shared().sqlalchemyUri());
        int foreign = api.createDataset(database, "small_role_others", "coffee");
        try {
            TargetConnection superset = signedIn(database);
            var dataset = superset.datasets().read(foreign).orElseThrow();

            assertThatThrownBy(() -> superset.writer().write(dataset, dataset.dataset(), new Mark("shop", false, "h")))
                    .isInstanceOfSatisfying(SupersetException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                        assertThat(e.status()).isEqualTo(403);
                    });
        } finally {
            api.delete("/dataset/" + foreign);
        }
    }

    private static void assertTriesExpressions(TargetConnection superset, int id) {
        var good = new Probe(KEY, null, Probe.Role.METRIC, "good", "SUM(cups) / COUNT(*)", Optional.of(id));
        var bad = new Probe(KEY, null, Probe.Role.METRIC, "bad", "SUM(mugs)", Optional.of(id));
        var column = new Probe(KEY, null, Probe.Role.COLUMN, "column", "cups * 2", Optional.of(id));

        Map<Probe, Probe.Result> results = superset.warehouse().tryOut(List.of(good, bad, column));

        assertThat(results.get(good)).isEqualTo(new Probe.Result.Runs());
        assertThat(results.get(column)).isEqualTo(new Probe.Result.Runs());
        assertThat(results.get(bad)).isInstanceOf(Probe.Result.DoesNotRun.class);
    }

    private TargetConnection signedIn(int database) {
        String name = "small-" + UUID.randomUUID().toString().substring(0, 8);
        int role = api.createRole(name);
        api.post("/security/roles/" + role + "/permissions", Map.of("permission_view_menu_ids", rightIds(database)));
        api.createUser(name, "pass-" + name, List.of(role));
        return Connections.target(Connections.withPassword(server.baseUrl(), name, "pass-" + name))
                .connect();
    }

    private List<Integer> rightIds(int database) {
        var ids = new ArrayList<Integer>();
        for (int page = 0; ; page++) {
            var rows = api.list(
                    "/security/permissions-resources/",
                    "(page:" + page + ",page_size:100,order_column:id,order_direction:asc)");
            for (var row : rows) {
                String right = row.path("permission").path("name").asString("");
                String what = row.path("view_menu").path("name").asString("");
                boolean ofDatabase = right.equals("database_access") && what.endsWith("(id:" + database + ")");
                if (ofDatabase || RIGHTS.contains(right + " " + what)) {
                    ids.add(row.path("id").asInt());
                }
            }
            if (rows.size() < 100) {
                return ids;
            }
        }
    }
}
