package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Requests.Request;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sync asks that reads fast, told by the whole service. */
class FastReadTests {

    private static final String SQL_LAB = "/api/v1/sqllab/execute/";
    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String OWNERS = "/api/v1/dataset/related/owners";
    private static final String EXPORT = "/api/v1/dataset/export/";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();

    @BeforeAll
    static void fillWarehouse() {
        superset.warehouse()
                .execute(
                        "CREATE SCHEMA fast; CREATE TABLE fast.a (id bigint, gone text); CREATE TABLE fast.b (id bigint)");
    }

    @BeforeEach
    void isAsDeclared() {
        sync("FULL", "One", "");
        assertThat(sync("FULL", "One", "").count("unchanged")).isEqualTo(2);
        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);
        superset.requests().clear();
    }

    @Test
    void readsNothingOfWhatTheListShowsAsItWas() {
        Answer answer = sync("FAST", "One", "");

        assertThat(answer.count("unchanged")).isEqualTo(2);
        assertThat(answer.body().path("guards").path("read").asString()).isEqualTo("FAST");
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
        assertThat(superset.requests().of("GET", EXPORT)).isEmpty();
        assertThat(superset.requests().writes()).isEmpty();
        assertThat(superset.requests().all()).extracting(Request::path).containsExactly("/api/v1/dataset/");
    }

    @Test
    void asksOnlyWhatChangedLastWhereNothingMoved() {
        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);

        assertThatOnePageWasRead(1);
    }

    @Test
    void asksOnlyWhatChangedLastAfterAFullLook() {
        superset.people().addDataset("fast", "seen", Map.of("id", "BIGINT"), Map.of());
        sync("FULL", "One", "");
        superset.requests().clear();

        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);
        assertThatOnePageWasRead(1);
    }

    @Test
    void asksOnlyWhatChangedLastAfterItsOwnWrites() {
        assertThat(sync("FULL", "Two", "").count("updated")).isEqualTo(1);
        superset.requests().clear();

        assertThat(sync("FAST", "Two", "").count("unchanged")).isEqualTo(2);
        assertThatOnePageWasRead(2);
        superset.requests().clear();

        assertThat(sync("FAST", "Two", "").count("unchanged")).isEqualTo(2);
        assertThatOnePageWasRead(1);
    }

    @Test
    void seesWhatSomebodyChangedJustBeforeItsOwnWrite() throws InterruptedException {
        int b = idOf("b");
        var write = superset.faults().on("PUT", "/api/v1/dataset/" + idOf("a")).hang();
        CompletableFuture<Answer> sync = CompletableFuture.supplyAsync(() -> sync("FAST", "Two", ""));
        write.awaitArrival();
        superset.people().edit(b, dataset -> dataset.put("description", "By hand"));
        write.release();
        assertThat(sync.join().count("updated")).isEqualTo(1);
        superset.requests().clear();

        sync("FAST", "Two", "");

        assertThat(superset.requests().of("GET", "/api/v1/dataset/" + b)).isNotEmpty();
    }

    @Test
    void seesWhatSomebodyChangedAfterItsOwnWrite() {
        assertThat(sync("FAST", "Two", "").count("updated")).isEqualTo(1);
        superset.people().edit(idOf("a"), dataset -> dataset.put("description", "By hand"));

        assertThat(sync("FAST", "Two", "").actions()).isEqualTo(Map.of("a", "UPDATE"));
    }

    @Test
    void readsTheListRightAwayWhereItIsNotKnownWhatCameOfAWrite() {
        superset.faults().on("PUT", "/api/v1/dataset/" + idOf("a")).always().answer(500, "{}");
        assertThat(sync(502, "FAST", "Two", "").count("failed")).isEqualTo(1);
        superset.faults().clear();
        superset.requests().clear();

        assertThat(sync("FAST", "Two", "").count("updated")).isEqualTo(1);
        assertThat(superset.requests().of("GET", "/api/v1/dataset/").getFirst().query())
                .contains("page_size%3A100%29");
    }

    @Test
    void readsTheListRightAwayAfterItMadeOne() {
        superset.people().remove(idOf("b"));
        assertThat(sync("FULL", "One", "").count("created")).isEqualTo(1);
        superset.requests().clear();

        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);
        assertThatOnePageWasRead(100);
    }

    @Test
    void readsTheListAgainWhereADatasetWasMadeOrWent() {
        int other = superset.people().addDataset("fast", "c", Map.of("id", "BIGINT"), Map.of());
        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);
        assertThat(superset.requests().of("GET", "/api/v1/dataset/")).hasSize(2);
        superset.people().remove(other);
        superset.requests().clear();

        assertThat(sync("FAST", "One", "").count("unchanged")).isEqualTo(2);
        assertThat(superset.requests().of("GET", "/api/v1/dataset/")).hasSize(2);
    }

    @Test
    void asksOnlyWhatChangedLastAlsoWhereADeletionIsHeldBack() {
        Answer answer = world.service().post("/sync", """
                        guards: {read: FAST}
                        models:
                          version: 1
                          name: fast
                          defaults: {database: warehouse, schema: fast}
                          models: [{table: a, description: One, columns: [{name: id}]}]
                        """).expect(200);

        assertThat(answer.withheld()).containsExactly("DELETE b STRATEGY");
        assertThat(superset.requests().of("GET", "/api/v1/dataset/")).hasSize(1);
    }

    @Test
    void readsOnlyWhatIsDeclaredOtherwiseWhereNothingMoved() {
        String a = "/api/v1/dataset/" + idOf("a");

        Answer answer = sync("FAST", "Two", "");

        assertThat(answer.actions()).isEqualTo(Map.of("a", "UPDATE"));
        assertThat(superset.requests().all())
                .extracting(Request::path)
                .containsExactlyInAnyOrder("/api/v1/dataset/", a, OWNERS, EXPORT, a, a, a);
        assertThat(superset.people()
                        .dataset("fast", "a")
                        .orElseThrow()
                        .path("description")
                        .asString())
                .isEqualTo("Two");
    }

    @Test
    void readsAllAnewWhereADatabaseHasAnotherNameNow() {
        superset.people().renameDatabase("warehouse", "renamed");
        try {
            assertThat(sync(422, "FAST", "Two", "").text()).contains("Superset has no database 'warehouse'");
            assertThat(superset.requests().writes()).isEmpty();
        } finally {
            superset.people().renameDatabase("renamed", "warehouse");
        }
    }

    @Test
    void deletesNothingWhereADatabaseHasAnotherNameNow() {
        superset.people().renameDatabase("warehouse", "renamed");
        try {
            Answer answer = world.service().post("/sync", """
                    update_strategy: [CREATE, UPDATE, DELETE]
                    guards: {read: FAST, max_delete_percent: 100}
                    models:
                      version: 1
                      name: fast
                      defaults: {database: warehouse, schema: fast}
                      models: [{table: a, description: One, columns: [{name: id}]}]
                    """).expect(422);

            assertThat(answer.text()).contains("Superset has no database 'warehouse'");
            assertThat(superset.requests().writes()).isEmpty();
        } finally {
            superset.people().renameDatabase("renamed", "warehouse");
        }
    }

    @Test
    void bringsBackWhatSomebodyDeletedAfterAQuickLook() {
        superset.people().remove(idOf("b"));

        assertThat(sync("FAST", "One", "").actions()).isEqualTo(Map.of("b", "CREATE"));
    }

    @Test
    void readsWhatSomebodyChanged() {
        superset.people().edit(idOf("a"), dataset -> dataset.put("description", "By hand"));

        Answer answer = sync("FAST", "One", "");

        assertThat(answer.actions()).isEqualTo(Map.of("a", "UPDATE"));
        assertThat(answer.field("a", "description").path("overwrites_ui_edit").asBoolean())
                .isTrue();
        assertThat(superset.requests().of("GET", "/api/v1/dataset/" + idOf("b")))
                .isEmpty();
    }

    @Test
    void readsWhatIsDeclaredOtherwiseAndKnowsItAgainAfterwards() {
        Answer answer = sync("FAST", "Two", "");
        assertThat(answer.count("updated")).isEqualTo(1);
        superset.requests().clear();

        assertThat(sync("FAST", "Two", "").count("unchanged")).isEqualTo(2);
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
    }

    @Test
    void asksTheWarehouseNothing() {
        Answer answer = sync("FAST", "One", ", metrics: [{name: sum, expression: SUM(nothing)}]");

        assertThat(answer.count("updated")).isEqualTo(1);
        assertThat(answer.warnings()).anyMatch(warning -> warning.startsWith("NOT_CHECKED a"));
        assertThat(superset.requests().of("POST", SQL_LAB)).isEmpty();
    }

    @Test
    void looksAgainWhereSomethingIsHeldBack() {
        superset.warehouse().execute("ALTER TABLE fast.a DROP COLUMN gone");
        String more = ", columns: [{name: id}, {name: lost}]";
        assertThat(sync("FULL", "One", more).withheld()).containsExactly("UPDATE a columns.lost MISSING_IN_WAREHOUSE");

        Answer answer = sync("FAST", "One", more);

        assertThat(superset.requests().of("GET", "/api/v1/dataset/" + idOf("a")))
                .isNotEmpty();
        assertThat(answer.warnings()).anyMatch(warning -> warning.startsWith("WAREHOUSE_UNKNOWN a"));
    }

    @Test
    void countsTheScopeOfDeletionsAsAFullLookDoes() {
        superset.warehouse().execute("CREATE SCHEMA found");
        IntStream.rangeClosed(1, 12).mapToObj(number -> "t" + number).forEach(table -> {
            superset.warehouse().execute("CREATE TABLE found." + table + " (id bigint)");
            superset.people().addDataset("found", table, Map.of("id", "BIGINT"), Map.of());
        });
        assertThat(found("/sync", "FULL", 12).expect(200).count("unchanged")).isEqualTo(12);
        assertThat(found("/sync", "FAST", 12).expect(200).count("unchanged")).isEqualTo(12);

        Answer full = found("/plans", "FULL", 6).expect(201);
        Answer fast = found("/plans", "FAST", 6).expect(201);

        assertThat(full.count("deleted")).isEqualTo(6);
        assertThat(fast.actions()).isEqualTo(full.actions());
        assertThat(fast.withheld()).isEqualTo(full.withheld()).isEmpty();
    }

    /** Datasets that nobody marked, since they were as declared before; half of them may go. */
    private static Answer found(String path, String read, int models) {
        return world.service().post(path, """
                        update_strategy: [UPDATE, DELETE]
                        guards: {read: %s, delete_scope: MANAGED, max_delete_percent: 50}
                        models:
                          version: 1
                          name: found
                          defaults: {database: warehouse, schema: found}
                          models: [%s]
                        """.formatted(
                        read,
                        IntStream.rangeClosed(1, models)
                                .mapToObj(number -> "{table: t" + number + ", columns: [{name: id}]}")
                                .collect(Collectors.joining(", "))));
    }

    private static int idOf(String table) {
        return superset.people().dataset("fast", table).orElseThrow().path("id").asInt();
    }

    private static Answer sync(String read, String description, String ofA) {
        return sync(200, read, description, ofA);
    }

    private static Answer sync(int status, String read, String description, String ofA) {
        return world.service()
                .post("/sync", """
                        guards: {read: %s}
                        models:
                          version: 1
                          name: fast
                          defaults: {database: warehouse, schema: fast}
                          models:
                            - {table: a, description: %s%s}
                            - {table: b}
                        """.formatted(read, description, ofA.isEmpty() ? ", columns: [{name: id}]" : ofA))
                .expect(status);
    }

    private void assertThatOnePageWasRead(int size) {
        assertThat(superset.requests().of("GET", "/api/v1/dataset/"))
                .singleElement()
                .extracting(Request::query)
                .asString()
                .contains("page_size%3A" + size + "%29");
    }
}
