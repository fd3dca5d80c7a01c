package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync does where Superset stores a catalog, and its warehouse cannot say whether that is the default one. */
class DefaultCatalogTests {

    private static final String SQL_LAB = "/api/v1/sqllab/execute/";
    private static final String TOLD = """
            {"status": "success", "data": [{"one": 1}], "columns": [], "query": {"catalog": "warehouse"}}""";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema("orders (id bigint)");

    @ParameterizedTest
    @ValueSource(strings = {"sync", "plans"})
    void refusesWhereStoredCatalogMayBeTheDefaultOneThatModelsLeaveOut(String operation) {
        several(true, 1);
        superset.faults().on("POST", SQL_LAB).answer(200, TOLD);
        call("sync", "null").expect(200);

        several(true, 2);
        silence();
        Answer answer = call(operation, "null").expect(503);

        assertThat(answer.problem()).isEqualTo("superset-unavailable");
        assertThat(answer.text()).contains("default catalog", "'warehouse'", SQL_LAB, "No route to host");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();

        several(true, 3);
        superset.faults().on("POST", SQL_LAB).answer(200, TOLD);
        assertThat(call("sync", "null").expect(200).count("unchanged")).isOne();
    }

    @Test
    void refusesWhereModelNamesTheOnlyCatalogAndItsNameIsNotKnown() {
        several(false, 4);
        superset.faults().on("POST", SQL_LAB).answer(200, TOLD);
        call("sync", "warehouse").expect(200);

        several(false, 5);
        silence();

        assertThat(call("sync", "warehouse").expect(503).text()).contains("default catalog");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();
    }

    @Test
    void goesOnWhereNothingDependsOnIt() {
        several(false, 6);
        superset.faults().on("POST", SQL_LAB).answer(200, TOLD);
        call("sync", "null").expect(200);

        several(false, 7);
        silence();

        assertThat(call("sync", "null").expect(200).count("unchanged")).isOne();
    }

    /** The connection may not be seen, and was edited, so that what was known of it does not count. */
    private static void several(boolean allowed, int edit) {
        superset.faults().clear();
        superset.faults().on("GET", "/api/v1/database/").always().answer(200, """
                        {"count": 1, "result": [{"id": 1, "database_name": "warehouse", "backend": "trino",
                          "allow_multi_catalog": %s, "changed_on": "2026-01-0%d",
                          "engine_information": {"supports_dynamic_catalog": true}}]}""".formatted(allowed, edit));
    }

    private static void silence() {
        superset.faults().on("POST", SQL_LAB).always().answer(500, """
                {"errors": [{"message": "No route to host", "error_type": "GENERIC_BACKEND_ERROR"}]}""");
    }

    private Answer call(String operation, String catalog) {
        return world.service().post("/" + operation, """
                update_strategy: [CREATE, UPDATE, DELETE]
                models:
                  version: 1
                  name: %1$s
                  defaults: {database: warehouse, catalog: %2$s, schema: %1$s}
                  models:
                    - {table: orders, columns: [{name: id, type: BIGINT}]}
                """.formatted(schema, catalog));
    }
}
