package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.People.NativeFilter;
import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.BackupReader.Part;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Usages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of who uses a dataset, and what hangs on it, where Superset answers a list with another's filter. */
class MixedListsTests {

    private static final String NOTHING = "{\"count\": 0, \"result\": []}";
    private static final int MANY = 230;

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final Target target = Connections.target(Connections.withPassword(superset.url(), "admin", "admin"));
    private final TargetConnection connection = target.connect();
    private final int dataset =
            superset.people().addDataset("dwh", "orders", Map.of("id", "BIGINT"), Map.of("n", "COUNT(*)"));
    private final int reading =
            superset.people().addVirtualDataset("dwh", "recent", "SELECT * FROM {{ dataset(" + dataset + ") }}");
    private final int role = superset.people().addRole("Sales");
    private final int rule = superset.people().addRule("Mine", dataset, role, "id = 1");

    @AfterEach
    void stop() {
        superset.close();
        target.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart", "dashboard", "dataset", "rowlevelsecurity"})
    void findsAllUsersWhereOnePassIsTheAnswerToAnothersFilter(String list) {
        int chart = superset.people().addChart("Sales", dataset, "id", "n", "id");
        superset.people().addDashboard("Shop", List.of(chart), new NativeFilter("Id", dataset, "id"));
        superset.faults().on("GET", "/api/v1/" + list + "/").answer(200, NOTHING);

        Usages usages = connection.usages().usagesOf(List.of(dataset));

        assertThat(usages.charts()).extracting(Usages.ChartUse::id).containsExactly(chart);
        assertThat(usages.filters()).extracting(Usages.FilterUse::filter).containsExactly("Id");
        assertThat(usages.queries()).extracting(Usages.QueryUse::datasetId).containsExactly(reading);
        assertThat(usages.rules()).extracting(use -> use.rule().id()).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void findsAllChartsOfAListOfManyPages(int calls) {
        for (int i = 0; i < MANY; i++) {
            superset.people().addChart("Sales " + i, dataset, "id", "n", "id");
        }
        int first = superset.people().charts().getFirst().path("id").asInt();
        superset.faults().on("GET", "/api/v1/chart/").after(calls).answerOnly(first);

        assertThat(connection.usages().usagesOf(List.of(dataset)).charts()).hasSize(MANY);
    }

    @Test
    void readsNoPageButTheFirstTwiceWhereNothingIsMixedUp() {
        for (int i = 0; i < MANY; i++) {
            superset.people().addChart("Sales " + i, dataset, "id", "n", "id");
        }

        connection.usages().usagesOf(List.of(dataset));

        assertThat(superset.requests().of("GET", "/api/v1/chart/")).hasSize(4);
    }

    @Test
    void saysThatAListNeverAgreed() {
        for (int pass = 1; pass <= 5; pass++) {
            superset.faults().on("GET", "/api/v1/rowlevelsecurity/").after(pass).answer(200, NOTHING);
        }

        assertThatThrownBy(() -> connection.usages().usagesOf(List.of(dataset)))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void keepsTheGrantsOfRolesThatOnePassDidNotTell() {
        int back = broughtBack();
        connection.restorer().grant(back, new Grant(role, "Sales"));
        superset.faults().on("GET", "/api/v1/security/roles/").after(1).answer(200, NOTHING);

        assertThat(connection.backups().missing()).doesNotContain(Part.ROLE_GRANTS);
        assertThat(connection.backups().grants(listed(back)))
                .isEqualTo(Map.of(back, List.of(new Grant(role, "Sales"))));
    }

    @Test
    void missesTagsThatOneLookDidNotTell() {
        superset.faults().on("GET", "/api/v1/tag/").after(1).answer(200, """
                {"count": 1, "result": [{"id": 2, "name": "Mine", "type": 1}]}""");

        assertThat(connection.backups().missing()).contains(Part.TAGS);
    }

    @Test
    void grantsARoleThatOnePassDidNotTell() {
        int back = broughtBack();
        superset.faults().on("GET", "/api/v1/security/roles/").answer(200, NOTHING);

        assertThat(connection.restorer().grant(back, new Grant(role, "Sales"))).isTrue();
    }

    /** A rule of the name is there, so one made anew would be refused. */
    @Test
    void protectsByARuleThatOnePassDidNotTell() {
        superset.faults().on("GET", "/api/v1/rowlevelsecurity/").answer(200, NOTHING);

        connection
                .restorer()
                .protect(reading, new RowRule(99, "Mine", "id = 1", "Regular", null, null, Set.of(role), Set.of()));

        assertThat(superset.people().rules())
                .singleElement()
                .satisfies(there ->
                        assertThat(there.path("tables").toString()).isEqualTo("[" + dataset + "," + reading + "]"));
    }

    private int broughtBack() {
        var key = new DatasetKey("warehouse", null, "dwh", "customers");
        return connection
                .restorer()
                .bringBack(key, "11111111-1111-1111-1111-111111111111")
                .id();
    }

    private List<ListedDataset> listed(int id) {
        return connection.datasets().list().stream()
                .filter(one -> one.id() == id)
                .toList();
    }
}
