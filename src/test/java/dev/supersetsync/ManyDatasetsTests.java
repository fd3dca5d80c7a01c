package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Requests.Request;
import dev.supersetsync.standin.SupersetStandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With how many calls a sync of many datasets does, told by the whole service. */
class ManyDatasetsTests {

    private static final int MANY = 100;
    private static final String EXPORT = "/api/v1/dataset/export/";
    private static final String DATASET = "/api/v1/dataset/\\d+";

    @RegisterExtension
    private static final StandInWorld world =
            StandInWorld.with(Map.of("superset-sync.targets.main.max-requests-per-second", "1000"));

    private static final SupersetStandIn superset = world.superset();

    @BeforeAll
    static void createAll() {
        String tables = IntStream.range(0, MANY)
                .mapToObj("CREATE TABLE many.t%s (id bigint, status text, at timestamp);"::formatted)
                .collect(Collectors.joining());
        superset.warehouse().execute("CREATE SCHEMA many; " + tables);
        assertThat(sync("One").count("created")).isEqualTo(MANY);
    }

    @Test
    void nothingChangedIsKnownFromOneExport() {
        sync("One");
        superset.requests().clear();

        Answer answer = sync("One");

        assertThat(answer.count("unchanged")).isEqualTo(MANY);
        assertThat(answer.writes()).isZero();
        assertThat(superset.requests().writes()).isEmpty();
        assertThat(superset.requests().of("GET", EXPORT)).hasSize(1);
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
        assertThat(superset.requests().all()).extracting(Request::path).hasSizeLessThan(12);
    }

    /** Before the write and after it; the backup is of the export that the plan was made from. */
    @Test
    void onlyWhatChangesIsReadAlone() throws IOException {
        sync("One");
        superset.requests().clear();

        Answer answer = world.service()
                .post("/sync", document("One", ", description: New"))
                .expect(200);

        assertThat(answer.count("updated")).isOne();
        assertThat(answer.count("unchanged")).isEqualTo(MANY - 1);
        assertThat(superset.requests().of("GET", EXPORT)).hasSize(1);
        assertThat(superset.requests().of("GET", DATASET)).hasSize(2);
        assertThat(datasetFilesOf(answer))
                .singleElement()
                .satisfies(file -> assertThat(file).contains("t0").doesNotContain("New"));
    }

    /** With owners and a schema that is asked for. What was written is read again, and so is the list before creations. */
    @Test
    void asksNothingTwiceInARun() {
        superset.warehouse().execute("CREATE TABLE many.another (id bigint, at timestamp)");
        superset.requests().clear();

        world.service().post("/sync", """
                models:
                  version: 1
                  name: another
                  defaults: {database: warehouse, schema: many}
                  models:
                    - {table: another, owners: [admin@example.org], metrics: [{name: rows, aggregation: COUNT}]}
                    - {table: nowhere}
                """).expect(200);

        assertThat(superset.requests().all().stream()
                        .filter(request -> !request.path().matches("/api/v1/dataset/\\d*")))
                .doesNotHaveDuplicates()
                .extracting(Request::path)
                .contains("/api/v1/dataset/related/owners", "/api/v1/database/");
    }

    /** One import for each batch, and one write for each dataset. */
    @Test
    void createsManyWithFewCalls() {
        String tables = IntStream.range(0, MANY)
                .mapToObj("CREATE TABLE more.t%s (id bigint, status text, at timestamp);"::formatted)
                .collect(Collectors.joining());
        superset.warehouse().execute("CREATE SCHEMA more; " + tables);
        superset.requests().clear();

        Answer answer = world.service()
                .post("/sync", document("One", "").replace("schema: many", "schema: more"))
                .expect(200);

        assertThat(answer.count("created")).isEqualTo(MANY);
        assertThat(superset.requests().of("POST", "/api/v1/dataset/import/")).hasSize(2);
        assertThat(superset.requests().of("PUT", DATASET)).hasSize(MANY);
        assertThat(superset.requests().of("POST", "/api/v1/dataset/")).isEmpty();
        // The columns of all tables, and fifty models' expressions at a time.
        assertThat(superset.requests().of("POST", "/api/v1/sqllab/execute/")).hasSize(3);
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
        // Each batch before it is filled, and after it.
        assertThat(superset.requests().of("GET", EXPORT)).hasSize(4);
        assertThat(superset.requests().mostInFlight()).isLessThanOrEqualTo(4);
    }

    /** For each batch an export before the writes and one after them; what is read before is the plan's. */
    @Test
    void changesManyWithTheIdsThatItRemembers() {
        sync("One");
        sync("Two");
        superset.requests().clear();

        Answer answer = sync("Three");

        assertThat(answer.count("updated")).isEqualTo(MANY);
        assertThat(superset.requests().of("PUT", DATASET)).hasSize(MANY);
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
        assertThat(superset.requests().of("GET", EXPORT)).hasSize(5);
    }

    @Test
    void knowsAgainWhatItWroteTogether() {
        sync("One");
        sync("Other");
        superset.requests().clear();

        Answer answer = world.service()
                .post("/sync", "guards: {read: FAST}\n" + document("Other", ""))
                .expect(200);

        assertThat(answer.count("unchanged")).isEqualTo(MANY);
        assertThat(superset.requests().of("GET", DATASET)).isEmpty();
        assertThat(superset.requests().of("GET", EXPORT)).isEmpty();
    }

    private static List<String> datasetFilesOf(Answer run) throws IOException {
        var files = new ArrayList<String>();
        byte[] backup = world.service().download("/runs/" + run.id() + "/backup");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(backup))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().contains("/datasets/")) {
                    files.add(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static Answer sync(String label) {
        return world.service().post("/sync", document(label, "")).expect(200);
    }

    private static String document(String label, String ofFirst) {
        List<String> models = IntStream.range(0, MANY)
                .mapToObj(i -> """
                            - {table: t%d, columns: [{name: id}, {name: status, label: %s}, {name: at}],
                               metrics: [{name: rows, aggregation: COUNT}]%s}
                        """.formatted(i, label, i == 0 ? ofFirst : ", description: Old"))
                .toList();
        return """
                models:
                  version: 1
                  name: many
                  defaults: {database: warehouse, schema: many}
                  models:
                """ + String.join("", models);
    }
}
