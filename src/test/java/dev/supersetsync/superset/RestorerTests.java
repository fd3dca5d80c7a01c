package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.People.NativeFilter;
import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said and left behind where Superset fails while something is brought back. */
class RestorerTests {

    private static final String UUID = "11111111-1111-1111-1111-111111111111";
    private static final DatasetKey KEY = new DatasetKey("warehouse", null, "dwh", "orders");
    private static final String IMPORT = "/api/v1/dataset/import/";
    private static final String LIST = "/api/v1/dataset/";

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final Target target = Connections.target(Connections.withPassword(superset.url(), "admin", "admin"));
    private final TargetConnection connection = target.connect();
    private final Restorer restorer = connection.restorer();

    @AfterEach
    void stop() {
        superset.close();
        target.close();
    }

    @Test
    void countsAnImportWithoutAnswerThatHappened() {
        superset.faults().on("POST", IMPORT).closeAfter();

        assertThat(restorer.bringBack(KEY, UUID).uuid()).isEqualTo(UUID);
    }

    @Test
    void saysThatAnImportMayHaveHappenedOfWhichNothingIsSeen() {
        superset.faults().on("POST", IMPORT).closeBefore();

        assertThatThrownBy(() -> restorer.bringBack(KEY, UUID))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER));
    }

    @Test
    void doesNotBelieveAnImportThatSaysOk() {
        superset.faults().on("POST", IMPORT).drop();

        assertThatThrownBy(() -> restorer.bringBack(KEY, UUID)).hasMessageContaining("did not store");
    }

    /** An import over it would change what is there. */
    @Test
    void sendsNothingAsLongAsListsDisagree() {
        int other = superset.people().addVirtualDataset("dwh", "else", "SELECT 1");
        superset.people().addVirtualDataset("dwh", "orders", "SELECT 1");
        superset.faults().on("GET", LIST).answerOnly(other);

        assertThatThrownBy(() -> restorer.bringBack(KEY, UUID)).hasMessageContaining("is there");

        assertThat(superset.requests().writes()).isEmpty();
        assertThat(superset.people().datasets()).hasSize(2);
    }

    @Test
    void takesNoDatasetOfAnotherSchemaForOneWithoutSchema() {
        superset.people().addVirtualDataset("dwh", "orders", "SELECT 1");
        var key = new DatasetKey("warehouse", null, null, "orders");

        assertThatThrownBy(() -> restorer.bringBack(key, UUID)).hasMessageContaining("warehouse.dwh.orders is there");
    }

    @Test
    void countsWritesWithoutAnswerThatHappened() {
        ActualDataset back = restorer.bringBack(KEY, UUID);
        int dataset = back.id();
        int role = superset.people().addRole("Sales");
        int other = superset.people().addVirtualDataset("dwh", "else", "SELECT 1");
        int rule = superset.people().addRule("Mine", other, role, "id = 1");
        int chart = superset.people().addChart("Sales", 99, "id", "count", "id");
        superset.people().addDashboard("Shop", List.of(chart), new NativeFilter("Id", 99, "id"));
        superset.faults().on("PUT", "/api/v1/rowlevelsecurity/\\d+").closeAfter();
        superset.faults().on("POST", "/api/v1/security/roles/\\d+/permissions").closeAfter();
        superset.faults().on("PUT", "/api/v1/chart/\\d+").closeAfter();
        superset.faults().on("PUT", "/api/v1/dashboard/\\d+/filters").closeAfter();

        restorer.protect(dataset, rule(rule, role));
        assertThat(restorer.grant(dataset, new Grant(role, "Sales"))).isTrue();
        assertThat(restorer.pointChart(chart, 99, back)).isTrue();
        assertThat(restorer.pointFilters(1, 99, dataset)).isTrue();

        assertThat(superset.people().rules().getFirst().path("tables").toString())
                .isEqualTo("[" + dataset + "," + other + "]");
        assertThat(connection.backups().grants(listed(dataset)))
                .isEqualTo(Map.of(dataset, List.of(new Grant(role, "Sales"))));
        assertThat(superset.people().charts().getFirst().path("datasource_id").asInt())
                .isEqualTo(dataset);
        assertThat(superset.people()
                        .dashboards()
                        .getFirst()
                        .path("json_metadata")
                        .asString())
                .contains("\"datasetId\":" + dataset);
    }

    @Test
    void doesNotBelieveWritesThatAreNotStored() {
        ActualDataset back = restorer.bringBack(KEY, UUID);
        int dataset = back.id();
        int role = superset.people().addRole("Sales");
        int chart = superset.people().addChart("Sales", 99, "id", "count", "id");
        superset.people().addDashboard("Shop", List.of(chart), new NativeFilter("Id", 99, "id"));
        superset.faults().on("POST", "/api/v1/rowlevelsecurity/").drop();
        superset.faults().on("POST", "/api/v1/security/roles/\\d+/permissions").drop();
        superset.faults().on("PUT", "/api/v1/chart/\\d+").drop();
        superset.faults().on("PUT", "/api/v1/dashboard/\\d+/filters").drop();

        assertThatThrownBy(() -> restorer.protect(dataset, rule(7, role))).hasMessageContaining("did not store");
        assertThatThrownBy(() -> restorer.grant(dataset, new Grant(role, "Sales")))
                .hasMessageContaining("did not store");
        assertThatThrownBy(() -> restorer.pointChart(chart, 99, back)).hasMessageContaining("did not store");
        assertThatThrownBy(() -> restorer.pointFilters(1, 99, dataset)).hasMessageContaining("did not store");
    }

    /** Ids may be given again, and rules be made anew by people. */
    @Test
    void knowsARuleByItsNameAndNotByItsIdAlone() {
        int dataset = restorer.bringBack(KEY, UUID).id();
        int role = superset.people().addRole("Sales");
        int other = superset.people().addVirtualDataset("dwh", "else", "SELECT 1");
        int stranger = superset.people().addRule("Else", other, role, "id = 2");
        superset.people().addRule("Mine", other, role, "id = 1");

        restorer.protect(dataset, rule(stranger, role));

        assertThat(superset.people().rules())
                .extracting(rule -> rule.path("tables").toString())
                .containsExactly("[" + other + "]", "[" + dataset + "," + other + "]");
    }

    @Test
    void refusesToGrantWhereTheServerDoesNotLetUs() {
        int dataset = restorer.bringBack(KEY, UUID).id();
        superset.switchOffSecurityApi();

        assertThatThrownBy(() -> restorer.grant(dataset, new Grant(1, "Admin")))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    private List<ListedDataset> listed(int id) {
        return connection.datasets().list().stream()
                .filter(dataset -> dataset.id() == id)
                .toList();
    }

    private static RowRule rule(int id, int role) {
        return new RowRule(id, "Mine", "id = 1", "Regular", null, null, Set.of(role), Set.of(12));
    }
}
