package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sync asks of a warehouse whose dialect is known by its manual alone, told by the whole service. */
class OtherDialectTests {

    private static final int MANY = 12;
    private static final String SQL_LAB = "/api/v1/sqllab/execute/";
    private static final String METADATA = "/api/v1/database/\\d+/table_metadata/";
    private static final String TYPED = ", columns: [{name: id, type: BIGINT}, {name: note, type: VARCHAR}]";
    private static final String ONLY_ID = ", columns: [{name: id}]";

    @RegisterExtension
    private static final StandInWorld world =
            StandInWorld.with(Map.of("superset-sync.targets.main.databases.lake.sqlalchemy-uri", "trino://lake"));

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema(IntStream.range(0, MANY)
            .mapToObj("t%d (id bigint, note character varying)"::formatted)
            .toArray(String[]::new));

    @BeforeAll
    static void start() {
        // The connection is made by the first sync, which therefore can ask nothing.
        superset.warehouse().execute("CREATE SCHEMA first; CREATE TABLE first.t0 (id bigint)");
        sync("first", 1, "");
    }

    private void syncedBefore() {
        assertThat(sync(schema, MANY, "").count("created")).isEqualTo(MANY);
        superset.requests().clear();
    }

    @Test
    void asksOnceWhetherUndeclaredColumnsAreStillThere() {
        syncedBefore();
        assertThat(sync(schema, MANY, ONLY_ID).count("unchanged")).isEqualTo(MANY);

        assertThat(superset.requests().of("POST", SQL_LAB)).hasSize(1);
        assertThat(superset.requests().of("GET", METADATA)).isEmpty();
    }

    @Test
    void looksAtTheTableThatLostColumn() {
        syncedBefore();
        superset.warehouse().execute("ALTER TABLE " + schema + ".t3 DROP COLUMN note");

        Answer answer = sync(schema, MANY, ONLY_ID);

        assertThat(answer.actions()).containsEntry("t3", "UPDATE");
        assertThat(answer.field("t3", "columns.note.expression").path("after").asString())
                .startsWith("CAST(NULL AS ");
        assertThat(answer.count("unchanged")).isEqualTo(MANY - 1);
        assertThat(superset.requests().of("POST", SQL_LAB)).hasSize(1);
        assertThat(superset.requests().of("GET", METADATA)).hasSize(1);
    }

    @Test
    void takesNothingAwayWhereTheListIsEmpty() {
        syncedBefore();
        superset.faults().on("POST", SQL_LAB).answer(200, "{\"status\": \"success\", \"data\": [], \"columns\": []}");

        assertThat(sync(schema, MANY, ONLY_ID).count("unchanged")).isEqualTo(MANY);

        assertThat(superset.requests().of("GET", METADATA)).hasSize(MANY);
        assertThat(superset.requests().writes()).isEmpty();
    }

    @Test
    void createsManyOfWhichAllTypesAreDeclaredAfterOneQuery() {
        assertThat(sync(schema, MANY, TYPED).count("created")).isEqualTo(MANY);

        assertThat(superset.requests().of("POST", SQL_LAB)).hasSize(1);
        assertThat(superset.requests().of("GET", METADATA)).isEmpty();
    }

    private static Answer sync(String schema, int tables, String columns) {
        return world.service()
                .post("/sync", """
                        models:
                          version: 1
                          name: %s
                          defaults: {database: lake, schema: %s}
                          models:
                        %s""".formatted(schema, schema, forEach(tables, "    - {table: t%d" + columns + "}\n")))
                .expect(200);
    }

    private static String forEach(int tables, String pattern) {
        return IntStream.range(0, tables).mapToObj(pattern::formatted).collect(Collectors.joining());
    }
}
