package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.cli.Typed;
import dev.supersetsync.cli.Typed.Shown;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Commands that a running service works for. */
class ServerCommandTests {

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema("orders (id bigint, status text)");

    private Typed typed(String description) {
        return Typed.here()
                .with("SUPERSET_SYNC_URL", world.service().url() + "/")
                .with("SUPERSET_SYNC_TOKEN", RunningService.TOKEN)
                .with("""
                        version: 1
                        name: %1$s
                        defaults: {database: warehouse}
                        models: [{table: orders, description: %2$s, columns: [{name: id}]}]
                        """.formatted(schema, description));
    }

    private Shown command(String description, String command, String... options) {
        return typed(description)
                .command(Stream.concat(Stream.of(command, "--models", "-", "--schema", schema), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void planAndSyncAndRestore() {
        Shown planned = command("One", "plan", "--detailed-exitcode");
        assertThat(planned.exit()).isEqualTo(4);
        assertThat(planned.out()).contains("+ warehouse." + schema + ".orders", "1 to create.");

        Shown synced = command("One", "sync");
        assertThat(synced.exit()).isZero();
        assertThat(superset.people().dataset(schema, "orders")).isPresent();

        String id = JsonMapper.shared()
                .readTree(typed("")
                        .command("runs", "--limit", "1", "--output", "json")
                        .out())
                .at("/items/0/id")
                .asString();
        assertThat(typed("").command("runs", id).out()).isEqualTo(synced.out());
        Shown back = typed("").command("plan", "--restore-of", id, "--force", "--output", "markdown");
        assertThat(back.exit()).isZero();
        assertThat(back.out()).contains("taking back run " + id, "1 to delete");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();
        Shown restored = typed("").command("restore", id);
        assertThat(restored.exit()).isZero();
        assertThat(restored.out()).contains("taking back run " + id, "1 deleted.");
    }

    @Test
    void answersWhatTheApiAnswers() {
        command("One", "sync");
        String id = JsonMapper.shared()
                .readTree(command("One", "sync", "--output", "json").out())
                .path("id")
                .asString();

        Shown shown = typed("").command("runs", id, "--output", "json");

        assertThat(JsonMapper.shared().readTree(shown.out()))
                .isEqualTo(world.service().get("/runs/" + id).body());
    }

    @Test
    void exportWhatIsThere() {
        command("One", "sync");

        Shown yaml = typed("").command("export", "--schema", schema, "--table", "orders", "items");
        Shown unknown = typed("").command("export", "--target", "none");

        assertThat(yaml.exit()).isZero();
        assertThat(yaml.out()).contains("models:\n", "  - table: orders\n", "description: One");
        assertThat(JsonMapper.shared()
                        .readTree(typed("")
                                .command("export", "--schema", schema, "--output", "json")
                                .out())
                        .at("/models/0/table")
                        .asString())
                .isEqualTo("orders");
        assertThat(unknown).isEqualTo(new Shown(2, "", "superset-sync: There is no target 'none'.\n"));
    }

    @Test
    void runThatFailsSaysWhatSupersetSaid() {
        command("One", "sync");
        superset.faults().on("PUT", "/api/v1/dataset/\\d+").times(9).answer(422, "{\"message\": \"Not today\"}");

        Shown shown = command("Two", "sync");

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("FAILED", "answered 422: Not today");
    }

    @Test
    void guardThatFailsRefuses() {
        command("One", "sync");
        int id = superset.people()
                .dataset(schema, "orders")
                .orElseThrow()
                .path("id")
                .asInt();
        superset.people().edit(id, dataset -> dataset.put("description", "Mine"));

        Shown shown = command("Two", "sync", "--guard", "ui_edits=FAIL", "--guard", "max_delete_percent=10");

        assertThat(shown.exit()).isEqualTo(5);
        assertThat(shown.err()).contains("\"Mine\" -> \"Two\"");
    }

    @Test
    void sayWhereModelsAreWrong() {
        Shown shown = command("One, colums: []", "plan");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).startsWith("-:4:");
    }

    @Test
    void sayWhatIsUnknownAndWhatIsNotAllowed() {
        assertThat(typed("").command("restore", "01a2"))
                .isEqualTo(new Shown(2, "", "superset-sync: There is no run '01a2'.\n"));
        assertThat(command("One", "sync", "--no-history").exit()).isEqualTo(2);
    }

    @Test
    void neverTellTheToken() {
        Shown wrong = typed("").command("runs", "--token", "a-wrong-token");
        Shown impossible = typed("").command("runs", "--token", "a-wrong\ntoken");

        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("superset-sync: ").doesNotContain("a-wrong");
        assertThat(impossible.exit()).isEqualTo(2);
        assertThat(impossible.err()).doesNotContain("a-wrong");
    }

    @Test
    void sayWhatIsNoService() {
        Shown other = typed("").command("runs", "--server", superset.url());
        Shown nothing = typed("").command("runs", "--server", "http://127.0.0.1:1");

        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("not as superset-sync does");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).contains("cannot be reached");
    }
}
