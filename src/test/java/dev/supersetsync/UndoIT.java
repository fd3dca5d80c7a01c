package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** What a run did can be taken back: in place, with all that hung on it, and nothing that somebody did since. */
@ExtendWith(SupersetLog.class)
class UndoIT {

    private static final String ITEMS = "- {table: items, columns: [{name: id}, {name: name}]}\n";
    private static final String BEFORE = """
            - table: orders
              description: Before
              columns: [{name: status, label: Before}, {name: revenue}]
              metrics: [{name: total, expression: SUM(revenue)}]
            """;
    private static final String AFTER = """
            - table: orders
              description: After
              columns: [{name: status, label: After}, {name: revenue}, {name: half, type: NUMERIC, expression: revenue / 2}]
              metrics: [{name: total, expression: SUM(revenue) * 2}, {name: orders, aggregation: COUNT}]
            """;

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTable() {
        world.sql("CREATE TABLE %s.items (id bigint, name text); INSERT INTO %s.items VALUES (1, 'a'), (2, 'b')");
    }

    private Answer restore(String runId) {
        return RunningService.shared().post("/runs/" + runId + "/restore", "force: false");
    }

    private Answer force(String runId) {
        return RunningService.shared().post("/runs/" + runId + "/restore", "force: true");
    }

    @Test
    void makesAnUpdatedDatasetWhatItWas() {
        world.personMakes("orders");
        var before = world.see("orders");
        var run = world.models(AFTER).syncs();
        assertThat(run.body().path("backup").path("complete").asBoolean()).isTrue();

        var undone = restore(run.id()).expect(200);

        assertThat(undone.count("updated")).isEqualTo(1);
        assertThat(undone.body().path("restore_of").asString()).isEqualTo(run.id());
        assertThat(world.see("orders").id()).isEqualTo(before.id());
        assertThat(world.see("orders").definition()).isEqualTo(before.definition());
    }

    @Test
    void makesAReplacedDatasetWhatItWas() {
        int orders = world.personMakes("orders");
        var before = world.see("orders");
        int chart = world.chart(orders, List.of("paid"), List.of("count"));
        var run = world.models(AFTER)
                .strategy("REPLACE")
                .guard("breaking_changes", "ALLOW")
                .syncs();
        assertThat(world.see("orders").definition()).isNotEqualTo(before.definition());

        restore(run.id()).expect(200);

        assertThat(world.see("orders").definition()).isEqualTo(before.definition());
        assertThat(API.renderedChart(chart)).isNotEmpty();
    }

    /** The next sync sees the same difference again, and no edit of a person's. */
    @Test
    void forgetsWhatWasAppliedSince() {
        world.models(BEFORE).syncs();
        var run = world.models(AFTER).syncs();

        restore(run.id()).expect(200);
        var again = world.models(BEFORE).syncs();
        assertThat(again.count("unchanged")).isEqualTo(1);

        var after = world.models(AFTER).syncs();
        assertThat(after.field("orders", "description")
                        .path("overwrites_ui_edit")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void takesAwayWhatWasCreated() {
        var run = world.models(BEFORE + ITEMS).syncs();

        var undone = restore(run.id()).expect(200);

        assertThat(undone.count("deleted")).isEqualTo(2);
        assertThat(world.datasets()).isEmpty();
    }

    @Test
    void leavesWhatSomebodyChangedSince() {
        var run = world.models(BEFORE + ITEMS).syncs();
        int orders = world.see("orders").id();
        World.PEOPLE.set(orders, "description", "Mine");

        var undone = restore(run.id()).expect(200);

        assertThat(undone.withheld()).containsExactly("DELETE orders CHANGED_SINCE");
        assertThat(world.datasets()).containsExactly("orders");

        force(run.id()).expect(200);
        assertThat(world.datasets()).isEmpty();
    }

    @Test
    void takesBackWhatSomebodyChangedSinceOnlyIfTold() {
        world.models(BEFORE).syncs();
        var run = world.models(AFTER).syncs();
        int orders = world.see("orders").id();
        World.PEOPLE.set(orders, "description", "Mine");

        var undone = restore(run.id()).expect(200);
        assertThat(undone.withheld()).containsExactly("UPDATE orders CHANGED_SINCE");
        assertThat(undone.writes()).isZero();

        var forced = force(run.id()).expect(200);
        assertThat(forced.field("orders", "description")
                        .path("overwrites_ui_edit")
                        .asBoolean())
                .isTrue();
        assertThat(world.see("orders").text("description")).isEqualTo("Before");
    }

    @Test
    void leavesWhatAChartUsesByNow() {
        world.models(BEFORE).syncs();
        var run = world.models(AFTER).syncs();
        int chart = world.chart(world.see("orders").id(), List.of(), List.of("orders"));

        var undone = restore(run.id()).expect(200);

        assertThat(undone.withheld()).containsExactly("UPDATE orders metrics.orders USED");
        assertThat(world.see("orders").text("description")).isEqualTo("Before");
        assertThat(API.renderedChart(chart)).hasSize(1);
    }

    @Test
    void bringsBackADeletedDatasetWithAllThatHungOnIt() {
        world.models(BEFORE + ITEMS).syncs();
        var before = world.see("orders");
        var uuid = uuid("orders");
        int chart = world.chart(before.id(), List.of("status"), List.of("total"));
        int dashboard = world.filter(before.id(), "status");
        int role = API.createRole(world.name());
        world.goesAfterwards("/security/roles/", role);
        int rule = world.rule(before.id(), "status = 'done'", role);
        grant(role, before.id());
        var run = world.models(ITEMS)
                .strategy("DELETE")
                .guard("breaking_changes", "ALLOW")
                .syncs();
        assertThat(world.datasets()).containsExactly("items");
        var impact = run.change("orders")
                .path("impact")
                .valueStream()
                .map(it -> it.path("kind").asString())
                .toList();
        assertThat(impact).contains("CHART", "NATIVE_FILTER", "DASHBOARD", "ROW_LEVEL_SECURITY");

        var undone = restore(run.id()).expect(200);

        assertThat(undone.count("created")).isEqualTo(1);
        assertThat(undone.warnings()).isEmpty();
        var back = world.see("orders");
        assertThat(back.definition()).isEqualTo(before.definition());
        assertThat(uuid("orders")).isEqualTo(uuid);
        assertThat(API.renderedChart(chart)).isNotEmpty();
        assertThat(filterOf(dashboard)).isEqualTo(back.id());
        assertThat(API.get("/rowlevelsecurity/" + rule)
                        .path("result")
                        .path("tables")
                        .path(0)
                        .path("id")
                        .asInt())
                .isEqualTo(back.id());
        assertThat(grants(role)).anyMatch(name -> name.endsWith("(id:" + back.id() + ")"));
    }

    @Test
    void bringsBackAQueryAsAQuery() {
        var query = """
                - table: states
                  sql: SELECT status, COUNT(*) AS orders FROM %s.orders GROUP BY 1
                  metrics: [{name: most, expression: MAX(orders)}]
                """.formatted(world.name());
        world.models(query + ITEMS).syncs();
        var before = world.see("states");
        var run = world.models(ITEMS).strategy("DELETE").syncs();
        assertThat(world.datasets()).containsExactly("items");

        restore(run.id()).expect(200);

        assertThat(world.see("states").definition()).isEqualTo(before.definition());
        assertThat(World.metric(world.see("states").id(), "most")).isEqualTo(2.0);
    }

    @Test
    void isTakenBackItself() {
        world.models(BEFORE + ITEMS).syncs();
        var run = world.models(AFTER).strategy("UPDATE, DELETE").syncs();
        var after = world.see("orders");
        assertThat(world.datasets()).containsExactly("orders");

        var undone = restore(run.id()).expect(200);
        assertThat(world.datasets()).containsExactly("items", "orders");
        assertThat(world.see("orders").text("description")).isEqualTo("Before");

        restore(undone.id()).expect(200);
        assertThat(world.datasets()).containsExactly("orders");
        assertThat(world.see("orders").definition()).isEqualTo(after.definition());
    }

    @Test
    void isLookedAtFirst() {
        world.models(BEFORE).syncs();
        var run = world.models(AFTER).syncs();

        var plan = RunningService.shared()
                .post("/plans", "restore_of: " + run.id())
                .expect(201);

        assertThat(plan.body().path("restore_of").asString()).isEqualTo(run.id());
        assertThat(plan.paths("orders")).contains("description", "metrics.orders");
        assertThat(world.see("orders").text("description")).isEqualTo("After");
        var applied = RunningService.shared()
                .post("/plans/" + plan.id() + "/apply", "")
                .expect(200);
        assertThat(applied.count("updated")).isEqualTo(1);
        assertThat(world.see("orders").text("description")).isEqualTo("Before");
    }

    @Test
    void isStaleOnceSomebodyChangedTheDataset() {
        world.models(BEFORE).syncs();
        var run = world.models(AFTER).syncs();
        var plan = RunningService.shared()
                .post("/plans", "restore_of: " + run.id())
                .expect(201);

        World.PEOPLE.set(world.see("orders").id(), "description", "Mine");

        var answer = RunningService.shared()
                .post("/plans/" + plan.id() + "/apply", "")
                .expect(409);
        assertThat(answer.problem()).isEqualTo("stale-plan");
    }

    @Test
    void isKeptAsAZipThatSupersetCanImport() throws IOException {
        world.models(BEFORE).syncs();
        var before = world.see("orders");
        var run = world.models(AFTER).syncs();

        byte[] zip = RunningService.shared().download("/runs/" + run.id() + "/backup");

        var names = new ArrayList<String>();
        var files = new ZipInputStream(new ByteArrayInputStream(zip));
        for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
            names.add(entry.getName().replaceFirst("^[^/]*/", ""));
        }
        assertThat(names)
                .contains("metadata.yaml", "superset-sync.json")
                .anyMatch(name -> name.startsWith("datasets/"));
        assertThat(API.upload("/dataset/import/", zip, Map.of("overwrite", "true"))
                        .status())
                .isEqualTo(200);
        assertThat(world.see("orders").text("description")).isEqualTo("Before");
        assertThat(world.see("orders").id()).isEqualTo(before.id());
        assertThat(World.metric(before.id(), "total")).isEqualTo(200.0);
    }

    @Test
    void isRefusedWhereNothingWasWritten() {
        world.models(BEFORE).syncs();
        var run = world.models(BEFORE).syncs();

        var answer = restore(run.id()).expect(422);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.violations().getFirst().path("message").asString()).contains("wrote nothing");
        assertThat(restore("no-such-run").expect(404).problem()).isEqualTo("not-found");
        RunningService.shared().get("/runs/" + run.id() + "/backup").expect(404);
    }

    @Test
    void leavesADatasetThatSomebodyMadeInThePlaceOfADeletedOne() {
        world.models(BEFORE + ITEMS).syncs();
        var run = world.models(ITEMS).strategy("DELETE").syncs();
        world.personMakes("orders");

        var undone = restore(run.id()).expect(200);

        assertThat(undone.withheld()).containsExactly("CREATE orders CHANGED_SINCE");
        assertThat(undone.writes()).isZero();
    }

    private String uuid(String table) {
        return World.rows(world.name()).stream()
                .filter(row -> row.text("table_name").equals(table))
                .findFirst()
                .orElseThrow()
                .uuid();
    }

    private static void grant(int role, int dataset) {
        var permission = API
                .list(
                        "/security/permissions-resources/",
                        "(page_size:100,filters:!((col:view_menu,opr:rel_o_m,value:" + viewMenu(dataset) + ")))")
                .stream()
                .filter(it -> it.path("view_menu").path("name").asString().endsWith("(id:" + dataset + ")"))
                .findFirst()
                .orElseThrow();
        API.post(
                "/security/roles/" + role + "/permissions",
                Map.of("permission_view_menu_ids", List.of(permission.path("id").asInt())));
    }

    private static int viewMenu(int dataset) {
        return API.list(
                        "/security/resources/",
                        "(page_size:100,filters:!((col:name,opr:ew,value:'(id:" + dataset + ")')))")
                .getFirst()
                .path("id")
                .asInt();
    }

    private static List<String> grants(int role) {
        return API.get("/security/roles/" + role + "/permissions/")
                .path("result")
                .valueStream()
                .map(it -> it.path("view_menu_name").asString())
                .toList();
    }

    private static int filterOf(int dashboard) {
        var metadata = API.get("/dashboard/" + dashboard)
                .path("result")
                .path("json_metadata")
                .asString();
        return JsonMapper.shared()
                .readTree(metadata)
                .path("native_filter_configuration")
                .path(0)
                .path("targets")
                .path(0)
                .path("datasetId")
                .asInt();
    }
}
