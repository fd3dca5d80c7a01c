package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.cli.Typed;
import dev.supersetsync.cli.Typed.Shown;
import dev.supersetsync.standin.SupersetStandIn;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that work without a server, on a stand-in for Superset. */
class LocalCommandTests {

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema("orders (id bigint, status text)");

    @TempDir
    private Path data;

    private Typed typed(String description) {
        return Typed.here(LocalApplication.class, TestsAreNoParts.class)
                .with("SUPERSET_URL", superset.url())
                .with("SUPERSET_USERNAME", "admin")
                .with("SUPERSET_PASSWORD", "admin")
                .with("SUPERSET_SYNC_DATA_DIR", data.toString())
                .with("""
                        version: 1
                        name: %1$s
                        defaults: {database: warehouse, schema: %1$s}
                        models:
                          - table: orders
                            description: %2$s
                            columns: [{name: id}, {name: status, label: Status}]
                        """.formatted(schema, description));
    }

    private Shown plan(String description, String... options) {
        return typed(description).command(with("plan", options));
    }

    private Shown sync(String description, String... options) {
        return typed(description).command(with("sync", options));
    }

    private static String[] with(String command, String... options) {
        return Stream.concat(Stream.of(command, "--models", "-"), Stream.of(options))
                .toArray(String[]::new);
    }

    private static JsonNode json(Shown shown) {
        return JsonMapper.shared().readTree(shown.out());
    }

    @Test
    void planSaysWhatIsToDoAndStoresNothing() {
        Shown shown = plan("One");

        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("Plan for main (CREATE, UPDATE)", "." + schema + ".orders", "1 to create.");
        assertThat(data).isEmptyDirectory();
        assertThat(superset.people().dataset(schema, "orders")).isEmpty();
    }

    @Test
    void planTellsByItsExitCodeWhetherSomethingIsToDo() {
        assertThat(plan("One", "--detailed-exitcode").exit()).isEqualTo(4);
        sync("One");
        assertThat(plan("One", "--detailed-exitcode").exit()).isZero();
    }

    @Test
    void syncDoesItAndRestoreTakesItBack() {
        Shown synced = sync("One");
        assertThat(synced.exit()).isZero();
        assertThat(synced.out()).contains("SUCCEEDED", "1 created.");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();

        String id = json(typed("").command("runs", "--output", "json"))
                .at("/items/0/id")
                .asString();
        assertThat(synced.out()).contains("Taken back by: superset-sync restore " + id);
        Shown planned = typed("").command("plan", "--restore-of", id, "--detailed-exitcode");
        assertThat(planned.exit()).isEqualTo(4);
        assertThat(planned.out()).contains("Plan for main, taking back run " + id, "1 to delete.");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();
        assertThat(plan("One", "--restore-of", id))
                .isEqualTo(new Shown(
                        2, "", "superset-sync: models: is for a sync; a run that is taken back needs none\n"));
        Shown restored = typed("").command("restore", id);

        assertThat(restored.exit()).isZero();
        assertThat(restored.out()).contains("taking back run " + id, "1 deleted.");
        assertThat(superset.people().dataset(schema, "orders")).isEmpty();
        assertThat(typed("").command("runs").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("SUCCEEDED", "main: 1 deleted, taking back " + id);
    }

    @Test
    void answersInJsonAsTheApiDoes() {
        Shown shown = sync("One", "--output", "json");

        JsonNode run = json(shown);
        assertThat(run.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(run.at("/summary/created").asInt()).isOne();
        assertThat(run.at("/changes/0/outcome").asString()).isEqualTo("APPLIED");
        JsonNode again = json(sync("One", "--output", "json"));
        assertThat(again.at("/summary/unchanged").asInt()).isOne();
        assertThat(again.path("changes")).isEmpty();
        assertThat(again.at("/requests/writes").asInt()).isZero();
    }

    @Test
    void syncWithoutHistoryStoresNothingAndSaysSo() {
        Shown shown = sync("One", "--no-history");

        assertThat(shown.exit()).isZero();
        assertThat(shown.err()).contains("no history of this sync, so it cannot be taken back");
        assertThat(data).isEmptyDirectory();
        assertThat(superset.people().dataset(schema, "orders")).isPresent();
    }

    @Test
    void syncWithoutHistoryDeletesNothing() {
        Shown stated = sync("One", "--no-history", "--update-strategy", "CREATE,DELETE");
        Shown bySet = sync("One", "--no-history", "--strategy-set", "development");

        assertThat(stated.exit()).isEqualTo(2);
        assertThat(stated.err()).contains("update_strategy: DELETE needs a history");
        assertThat(bySet.exit()).isEqualTo(2);
        assertThat(superset.people().dataset(schema, "orders")).isEmpty();
    }

    @Test
    void runThatFailsSaysWhatSupersetSaid() {
        sync("One");
        superset.faults().on("PUT", "/api/v1/dataset/\\d+").times(9).answer(422, "{\"message\": \"Not today\"}");

        Shown shown = sync("Two");
        Shown inJson = sync("Two", "--output", "json");

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("FAILED", "answered 422: Not today").doesNotContain("\tat ");
        assertThat(shown.err()).doesNotContain("\tat ");
        assertThat(inJson.exit()).isEqualTo(1);
        assertThat(json(inJson).path("type").asString()).isEqualTo("/problems/sync-failed");
        assertThat(json(inJson).at("/run/summary/failed").asInt()).isOne();
    }

    @Test
    void guardThatFailsRefuses() {
        sync("One");
        int id = superset.people()
                .dataset(schema, "orders")
                .orElseThrow()
                .path("id")
                .asInt();
        superset.people().edit(id, dataset -> dataset.put("description", "Mine"));

        Shown planned = plan("Two", "--guard", "ui_edits=FAIL");
        Shown shown = sync("Two", "--guard", "ui_edits=FAIL");

        assertThat(planned.exit()).isEqualTo(5);
        assertThat(planned.out()).contains("Refused by a guard: ui-edits.");
        assertThat(shown.exit()).isEqualTo(5);
        assertThat(shown.err()).contains("~ description: \"Mine\" -> \"Two\" (overwrites an edit made in Superset)");
        assertThat(shown.out()).isEmpty();
    }

    @Test
    void exportsWhatIsThereSoThatSyncingItBackChangesNothing() {
        sync("One");

        Shown exported = typed("").command("export", "--schema", schema, "--table", "ord*", "--name", "again");

        assertThat(exported.exit()).isZero();
        assertThat(exported.out()).startsWith("version: 1\nname: again\n").contains("description: One");
        Shown planned = typed("").with(exported.out()).command(with("plan", "--guard", "take_over=true"));
        assertThat(planned.out()).contains("Nothing changes, 1 unchanged.");
        Shown inJson = typed("").command("export", "--schema", schema, "--table", "none", "--output", "json");
        assertThat(json(inJson).path("models")).isEmpty();
    }

    @Test
    void readsConfiguredSources() {
        assertThat(typed("").command("plan", "--source", "shop").err())
                .isEqualTo("superset-sync: There is no source 'shop'.\n");
        assertThat(typed("").command("plan").err()).startsWith("superset-sync: models: is missing");
    }

    @Test
    void takesIntoCareWhatIsAsDeclared() {
        sync("One");

        Shown shown = sync("One", "--adopt");

        assertThat(shown.exit()).isZero();
    }

    @Test
    void saysWhichNamesAreNotKnown() {
        assertThat(typed("").command("restore", "01a2"))
                .isEqualTo(new Shown(2, "", "superset-sync: There is no run '01a2'.\n"));
        assertThat(typed("").command("runs", "01a2").exit()).isEqualTo(2);
        assertThat(plan("One", "--target", "other").exit()).isEqualTo(2);
        assertThat(plan("One", "--guard", "on_eror=STOP").err())
                .isEqualTo("superset-sync: guards.on_eror: is not known; did you mean 'on_error'?\n");
    }

    @Test
    void saysThatSupersetCannotBeReached() {
        Shown shown = typed("One").with("SUPERSET_URL", "http://127.0.0.1:1").command(with("plan"));

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).startsWith("superset-sync: ").doesNotContain("Exception", "\tat ");
    }

    @Test
    void saysWhichSettingIsNotKnown() {
        Shown shown = typed("One").with("SUPERSETSYNC_PARALELCHANGES", "3").command(with("plan"));

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.err())
                .contains("The configuration has keys that are not known")
                .doesNotContain("\tat ");
    }
}
