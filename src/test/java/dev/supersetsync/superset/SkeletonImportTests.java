package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many datasets are made empty at once, and never over what is there. */
class SkeletonImportTests {

    private static final String IMPORT = "/api/v1/dataset/import/";
    private static final String LIST = "/api/v1/dataset/";

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final Target target = Connections.target(Connections.withPassword(superset.url(), "admin", "admin"));
    private final TargetConnection connection = target.connect();

    @BeforeEach
    void list() {
        superset.warehouse().execute("CREATE SCHEMA dwh; CREATE TABLE dwh.t1 (id bigint)");
        superset.people().addVirtualDataset("other", "old", "SELECT 1 AS one");
        connection.datasets().list();
        connection.datasets().databases();
        superset.requests().clear();
    }

    @AfterEach
    void stop() {
        target.close();
        superset.close();
    }

    @Test
    void makesThemWithOneWrite() {
        Map<DatasetKey, ActualDataset> there = made(connection.writer().createEmpty(keys(80)));

        assertThat(there.keySet()).containsExactlyInAnyOrderElementsOf(keys(80));
        assertThat(there).allSatisfy((key, dataset) -> {
            assertThat(dataset.key()).isEqualTo(key);
            assertThat(dataset.dataset().kind()).isEqualTo(Dataset.Kind.PHYSICAL);
            assertThat(dataset.dataset().columns()).isEmpty();
            assertThat(dataset.dataset().metrics()).isEmpty();
        });
        assertThat(superset.requests().writes()).hasSize(1);
        // A look before, a look after, and the reading of what was made.
        assertThat(superset.requests().of("GET", LIST)).hasSize(2);
        assertThat(superset.requests().of("GET", "/api/v1/dataset/export/")).hasSize(1);
        assertThat(superset.requests().of("GET", "/api/v1/dataset/\\d+")).isEmpty();
    }

    @Test
    void looksAtOnePageHoweverManyThereAre() {
        IntStream.range(0, 350).forEach(i -> superset.people().addVirtualDataset("other", "q" + i, "SELECT 1 AS one"));
        connection.datasets().list();
        superset.requests().clear();

        made(connection.writer().createEmpty(keys(80)));

        assertThat(superset.requests().of("GET", LIST)).hasSize(2);
    }

    @Test
    void sendsNothingWhereAnotherHasTheName() {
        superset.people().addVirtualDataset("dwh", "t1", "SELECT 1 AS one");

        Skeletons.Refused refused = refused(connection.writer().createEmpty(keys(3)));

        assertThat(refused.named()).containsExactly(key("t1"));
        assertThat(superset.requests().writes()).isEmpty();
    }

    @Test
    void takesAnyOfTheNameForTheSameWhereNoSchemaIsSaid() {
        Skeletons.Refused refused = refused(
                connection.writer().createEmpty(List.of(new DatasetKey("warehouse", null, null, "old"), key("t1"))));

        assertThat(refused.named()).containsExactly(new DatasetKey("warehouse", null, null, "old"));
    }

    @Test
    void doesNotTellCatalogsApart() {
        var other = new DatasetKey("warehouse", "lake", "dwh", "t1");

        Skeletons.Refused refused = refused(connection.writer().createEmpty(List.of(key("t1"), key("t2"), other)));

        assertThat(refused.named()).containsExactlyInAnyOrder(key("t1"), other);
        assertThat(superset.requests().writes()).isEmpty();
    }

    @Test
    void namesTheCulpritThatSupersetNames() {
        superset.faults().on("POST", IMPORT).answer(422, """
                        {"errors": [{"message": "Error importing dataset", "error_type": "GENERIC_COMMAND_ERROR",
                          "extra": {"datasets/1/1.yaml": {"table_name": ["No."]}, "issue_codes": []}}]}""");

        Skeletons.Refused refused = refused(connection.writer().createEmpty(keys(3)));

        assertThat(refused.named()).containsExactly(key("t1"));
        assertThat(refused.why().said()).contains("Error importing dataset");
    }

    @Test
    void namesNobodyWhereSupersetDoesNot() {
        Skeletons.Refused refused = refused(connection.writer().createEmpty(List.of(key("t1"), key("x".repeat(251)))));

        assertThat(refused.named()).isEmpty();
        assertThat(superset.people().dataset("dwh", "t1")).isEmpty();
    }

    @Test
    void asksNoMoreOnceItMayNotImport() {
        superset.faults().on("POST", IMPORT).always().answer(403, "{\"message\": \"Forbidden\"}");

        Skeletons.Refused refused = refused(connection.writer().createEmpty(keys(3)));
        Skeletons.Refused again = refused(connection.writer().createEmpty(Set.of(key("t9"))));

        assertThat(refused.named()).containsExactlyInAnyOrderElementsOf(keys(3));
        assertThat(again.named()).containsExactly(key("t9"));
        assertThat(superset.requests().of("POST", IMPORT)).hasSize(1);
    }

    @Test
    void findsWhatAnImportWithoutAnswerMade() {
        superset.faults().on("POST", IMPORT).closeAfter();

        assertThat(made(connection.writer().createEmpty(keys(30)))).hasSize(30);
    }

    @Test
    void doesNotKnowWhatBecomesOfAnImportWithoutAnswerThatMadeNothingYet() {
        superset.faults().on("POST", IMPORT).answer(504);

        assertThatThrownBy(() -> connection.writer().createEmpty(keys(30)))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(SupersetException.Kind.NO_ANSWER));
    }

    @Test
    void doesNotKnowWhatBecameOfAnImportThatCannotBeRead() {
        superset.faults()
                .on("GET", "/api/v1/dataset/\\d+|/api/v1/dataset/export/")
                .always()
                .answer(500, "{\"message\": \"no\"}");

        assertThatThrownBy(() -> connection.writer().createEmpty(keys(3)))
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SupersetException.Kind.NO_ANSWER);
                    assertThat(e.status()).isNull();
                });
    }

    @Test
    void believesNoOk() {
        superset.faults().on("POST", IMPORT).drop();

        assertThat(made(connection.writer().createEmpty(keys(30)))).isEmpty();
    }

    @Test
    void looksOnceMoreWhereAListIsAnotherCallersAnswer() {
        superset.faults()
                .on("GET", LIST)
                .after(1)
                .answerOnly(superset.people().datasets().getFirst().path("id").asInt());

        assertThat(made(connection.writer().createEmpty(keys(30)))).hasSize(30);
    }

    @Test
    void tellsOfWhatSomebodyMadeAtTheSameMoment() throws InterruptedException {
        var hanging = superset.faults().on("POST", IMPORT).hang();
        CompletableFuture<Skeletons> running =
                CompletableFuture.supplyAsync(() -> connection.writer().createEmpty(keys(3)));
        hanging.awaitArrival();
        int theirs = target.connect().writer().create(key("t1"), null).id();
        hanging.release();

        Map<DatasetKey, ActualDataset> there = made(running.join());

        assertThat(there).hasSize(3).hasEntrySatisfying(key("t1"), dataset -> {
            assertThat(dataset.id()).isEqualTo(theirs);
            assertThat(dataset.dataset().columns()).isNotEmpty();
        });
    }

    @Test
    void leavesTheQueryOfWhatSomebodyMadeAtTheSameMoment() throws InterruptedException {
        var hanging = superset.faults().on("POST", IMPORT).hang();
        CompletableFuture<Skeletons> running =
                CompletableFuture.supplyAsync(() -> connection.writer().createEmpty(keys(3)));
        hanging.awaitArrival();
        superset.people().addVirtualDataset("dwh", "t1", "SELECT 1 AS one");
        hanging.release();

        assertThat(made(running.join()))
                .hasEntrySatisfying(
                        key("t1"),
                        dataset -> assertThat(dataset.dataset().kind()).isEqualTo(Dataset.Kind.VIRTUAL));
    }

    private static List<DatasetKey> keys(int number) {
        return IntStream.range(0, number).mapToObj(i -> key("t" + i)).toList();
    }

    private static DatasetKey key(String name) {
        return new DatasetKey("warehouse", null, "dwh", name);
    }

    private static Map<DatasetKey, ActualDataset> made(Skeletons skeletons) {
        assertThat(skeletons).isInstanceOf(Skeletons.Made.class);
        return ((Skeletons.Made) skeletons).there();
    }

    private static Skeletons.Refused refused(Skeletons skeletons) {
        assertThat(skeletons).isInstanceOf(Skeletons.Refused.class);
        return (Skeletons.Refused) skeletons;
    }
}
