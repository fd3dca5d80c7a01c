package dev.supersetsync;

import static dev.supersetsync.World.API;
import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that signs in with the smallest role that the documentation names, or with an API key. */
@ExtendWith(SupersetLog.class)
class ServiceUserIT {

    private static final String SMALL = "small";
    private static final String KEYED = "keyed";
    private static final String NAME = "service_" + Long.toString(System.currentTimeMillis(), 36);
    private static final Set<String> RIGHTS = Set.of(
            "can_read Dataset",
            "can_write Dataset",
            "can_read SecurityRestApi",
            "can_read Database",
            "can_read Chart",
            "can_read Dashboard",
            "can_execute_sql_query SQLLab");
    private static final String ORDERS = """
            - table: orders
              description: %s
              columns: [{name: status, label: Status}, {name: half, type: NUMERIC, expression: revenue / 2}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;

    private static int role;
    private static int user;
    private static RunningService service;

    @RegisterExtension
    private final World world = new World();

    @BeforeAll
    static void start() {
        role = API.createRole(NAME);
        API.post("/security/roles/" + role + "/permissions", Map.of("permission_view_menu_ids", rights()));
        user = API.createUser(NAME, "secret-of-" + NAME, List.of(role));
        var url = SupersetServer.shared().baseUrl();
        service = RunningService.startWithTarget(Map.of(
                "superset-sync.targets.small.url", url,
                "superset-sync.targets.small.username", NAME,
                "superset-sync.targets.small.password", "secret-of-" + NAME,
                "superset-sync.targets.keyed.url", url,
                "superset-sync.targets.keyed.api-key", key()));
    }

    @AfterAll
    static void stop() {
        service.close();
        API.send("DELETE", "/security/users/" + user, null);
        API.send("DELETE", "/security/roles/" + role, null);
    }

    @Test
    void createsUpdatesAndDeletesWhatItOwns() {
        sync("One", SMALL).expect(200);
        int orders = world.see("orders").id();
        assertThat(World.metric(orders, "orders")).isEqualTo(4.0);
        assertThat(sync("One", SMALL).expect(200).writes()).isZero();

        assertThat(sync("Two", SMALL).expect(200).paths("orders")).containsExactly("description");

        var run = world.models("")
                .strategy("DELETE")
                .guard("allow_empty", true)
                .to(service)
                .target(SMALL)
                .syncs();
        assertThat(run.actions()).isEqualTo(Map.of("orders", "DELETE"));
        assertThat(world.datasets()).isEmpty();
    }

    @Test
    void takesAnUpdateBackWithoutTheRightToExport() {
        sync("One", SMALL).expect(200);
        var run = sync("Two", SMALL).expect(200);
        assertThat(run.body().path("backup").toString())
                .isEqualTo("{\"complete\":false,\"missing\":[\"dataset export\"]}");

        restore(run, false);

        assertThat(world.see("orders").text("description")).isEqualTo("One");
    }

    /** It is not allowed to read rules, so the dataset comes back without them only if told. */
    @Test
    void bringsADeletedDatasetBackOnlyByForce() {
        sync("One", SMALL).expect(200);
        var before = world.see("orders").definition();
        var run = world.models("")
                .strategy("DELETE")
                .guard("allow_empty", true)
                .to(service)
                .target(SMALL)
                .syncs();
        assertThat(run.body().at("/backup/missing").toString())
                .contains("role grants", "row-level security", "dataset export");

        assertThat(restore(run, false).withheld()).containsExactly("CREATE orders CHANGED_SINCE");
        assertThat(world.datasets()).isEmpty();
        restore(run, true);

        assertThat(world.see("orders").definition()).isEqualTo(before);
    }

    @Test
    void triesExpressionsAsAnAdminDoes() {
        var run = world.models(
                        "- {table: orders, columns: [{name: status}], metrics: [{name: bad, expression: SUM(no)}]}")
                .to(service)
                .target(SMALL)
                .syncs();

        assertThat(run.withheld()).containsExactly("CREATE orders metrics.bad DOES_NOT_RUN");
    }

    @Test
    void mayNotChangeWhatSomebodyElseOwns() {
        world.personMakes("orders");
        var before = world.see("orders");

        var answer = sync("One", SMALL).expect(502);

        assertThat(answer.runStatus()).isEqualTo("FAILED");
        var error = answer.change("orders").path("error");
        assertThat(error.path("status").asInt()).isEqualTo(403);
        assertThat(error.path("message").asString()).contains("Forbidden");
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void changesWhatSomebodyElseMadeOnceItIsAnOwner() {
        int orders = world.personMakes("orders");
        PEOPLE.set(orders, "owners", List.of(1, user));

        sync("One", SMALL).expect(200);

        assertThat(world.see("orders").text("description")).isEqualTo("One");
        assertThat(world.see("orders").json().path("owners").size()).isEqualTo(2);
    }

    @Test
    void staysAnOwnerBesideTheDeclaredOnes() {
        int owner = world.user(world.name(), "Alpha");
        var models = "- {table: orders, owners: [%s@example.org], columns: [{name: status}]}".formatted(world.name());
        var plan = world.models(models).to(service).target(SMALL).plans();
        assertThat(plan.text()).contains(world.name() + "@example.org", NAME + "@example.org");

        world.models(models).to(service).target(SMALL).syncs();

        assertThat(world.see("orders").json().path("owners"))
                .extracting(one -> one.path("id").asInt())
                .containsExactlyInAnyOrder(owner, user);
        var again = world.models(models).to(service).target(SMALL).syncs();
        assertThat(again.count("unchanged")).isEqualTo(1);
        assertThat(again.writes()).isZero();
    }

    @Test
    void takesOtherOwnersAway() {
        int other = world.user(world.name(), "Alpha");
        sync("One", SMALL).expect(200);
        PEOPLE.set(world.see("orders").id(), "owners", List.of(user, other));
        var models = "- {table: orders, owners: [], columns: [{name: status}]}";

        var run = world.models(models).to(service).target(SMALL).syncs();

        assertThat(run.paths("orders")).contains("owners");
        assertThat(world.see("orders").json().path("owners"))
                .extracting(one -> one.path("id").asInt())
                .containsExactly(user);
    }

    @Test
    void worksWithAnApiKey() {
        assumeTrue(hasKeys(), "API keys came with 6.1");

        sync("One", KEYED).expect(200);
        sync("Two", KEYED).expect(200);

        assertThat(world.see("orders").text("description")).isEqualTo("Two");
    }

    private static Answer restore(Answer run, boolean force) {
        return service.post("/runs/" + run.id() + "/restore", "force: " + force).expect(200);
    }

    private Answer sync(String description, String target) {
        return world.models(ORDERS.formatted(description))
                .to(service)
                .target(target)
                .sync();
    }

    private static boolean hasKeys() {
        return SupersetServer.shared().version().startsWith("6.");
    }

    private static String key() {
        if (!hasKeys()) {
            return "sst_none";
        }
        return API.post("/security/api_keys/", Map.of("name", NAME))
                .path("result")
                .path("key")
                .asString();
    }

    private static List<Integer> rights() {
        var access = "database_access [%s].(id:%d)".formatted(World.DATABASE, World.database());
        var ids = new ArrayList<Integer>();
        IntStream.range(0, 10)
                .mapToObj(
                        page -> API.list("/security/permissions-resources/", "(page:%d,page_size:100)".formatted(page)))
                .flatMap(List::stream)
                .filter(row -> {
                    var right = row.path("permission").path("name").asString("") + " "
                            + row.path("view_menu").path("name").asString("");
                    return RIGHTS.contains(right) || right.equals(access);
                })
                .forEach(row -> ids.add(row.path("id").asInt()));
        assertThat(ids).as("the rights that the role is to have").hasSize(RIGHTS.size() + 1);
        return ids;
    }
}
