package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.PartIds;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With how many calls many datasets are read, and what happens where Superset does not export them. */
class BulkReadTests {

    private static final String EXPORT = "/api/v1/dataset/export/";
    private static final String DATASET = "/api/v1/dataset/\\d+";

    private SupersetStandIn superset = SupersetStandIn.start("6.1.0");

    @AfterEach
    void stop() {
        superset.close();
    }

    @Test
    void exportsManyInsteadOfReadingThem() {
        List<Integer> ids = datasets(101);
        superset.people().addMetric(ids.get(7), "revenue", "SUM(1)");
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(exports()).isEqualTo(2);
        assertThat(readings()).isZero();
        assertThat(read).extracting(ActualDataset::id).containsExactlyElementsOf(ids);
        assertAsEach(connection, read);
    }

    @Test
    void listsAgainForManyWhereTheListWasBrief() {
        List<Integer> ids = datasets(30);
        TargetConnection connection = listed();
        connection.datasets().listBriefly();

        assertAsEach(connection, connection.datasets().read(ids));
    }

    @Test
    void tellsFromTheListWhatDidNotChange() {
        List<Integer> ids = datasets(30);
        TargetConnection connection = listed();
        List<ActualDataset> read = connection.datasets().read(ids);
        superset.people().addMetric(ids.get(4), "theirs", "SUM(1)");
        superset.requests().clear();

        assertThat(connection.datasets().unchangedByList(read)).hasSize(29).doesNotContain(ids.get(4));
        assertThat(superset.requests().all()).hasSize(1);
    }

    @Test
    void tellsNothingFromAListThatIsNotAsLongAsItWas() {
        List<Integer> ids = datasets(30);
        TargetConnection connection = listed();
        List<ActualDataset> read = connection.datasets().read(ids);
        superset.people().remove(ids.get(4));

        assertThat(connection.datasets().unchangedByList(read)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0.0", "4.1.4"})
    void tellsNothingWhereEditsOfColumnsHaveNoTime(String version) {
        superset.close();
        superset = SupersetStandIn.start(version);
        List<Integer> ids = datasets(30);
        TargetConnection connection = listed();

        assertThat(connection.datasets().unchangedByList(connection.datasets().read(ids)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void readsFewTogetherToo(int few) {
        List<Integer> ids = datasets(few);

        List<ActualDataset> read = listed().datasets().read(ids);

        assertThat(exports()).isOne();
        assertThat(readings()).isZero();
        assertThat(read).extracting(ActualDataset::id).containsExactlyElementsOf(ids);
    }

    @Test
    void readsASingleOneAlone() {
        List<Integer> ids = datasets(1);

        assertThat(listed().datasets().read(ids)).allMatch(ActualDataset::tellsIds);

        assertThat(exports()).isZero();
        assertThat(readings()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 0", "4, 0, 1"})
    void readsFewAloneWhereTheListToldNoOwners(int few, int readings, int exports) {
        List<Integer> ids = datasets(few);
        TargetConnection connection = connected();
        connection.datasets().listBriefly();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(readings()).isEqualTo(readings);
        assertThat(exports()).isEqualTo(exports);
        assertThat(read).extracting(ActualDataset::id).containsExactlyElementsOf(ids);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void readsOneByOneWhatIsNotExported(int status) {
        List<Integer> ids = datasets(30);
        superset.faults().on("GET", EXPORT).times(99).answer(status, "{\"message\": \"no\"}");
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(readings()).isEqualTo(30);
        assertThat(read).extracting(ActualDataset::id).containsExactlyElementsOf(ids);
        assertThat(read).allMatch(ActualDataset::tellsIds);
    }

    @Test
    void asksNoMoreForExportsOnceTheyAreForbidden() {
        List<Integer> ids = datasets(30);
        superset.faults().on("GET", EXPORT).times(99).answer(403, "{\"message\": \"Forbidden\"}");
        TargetConnection connection = listed();

        connection.datasets().read(ids);
        connection.datasets().read(ids);

        assertThat(exports()).isEqualTo(1);
    }

    @Test
    void readsTheOthersWhenOneIsGone() {
        List<Integer> ids = datasets(30);
        TargetConnection connection = listed();
        listed().writer().delete(ids.get(10));
        superset.requests().clear();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(read).hasSize(29).extracting(ActualDataset::id).doesNotContain(ids.get(10));
        assertThat(readings()).isEqualTo(1);
    }

    @Test
    void readsAloneWhatTheExportLosesForItsName() {
        superset.close();
        superset = SupersetStandIn.start("5.0.0");
        List<Integer> ids = datasets(30);
        int namesake = superset.people().addVirtualDataset("another", "q7", "SELECT 7 AS other");
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(all(connection));

        assertThat(read).hasSize(ids.size() + 1).extracting(ActualDataset::id).contains(namesake);
        assertThat(readings()).isEqualTo(1);
        assertAsEach(connection, read);
    }

    @Test
    void readsAloneWhereOnlyIdsTellWhichPartCounts() {
        List<Integer> ids = datasets(30);
        superset.people().addMetric(ids.getFirst(), "twice", "SUM(1)");
        superset.people().addMetric(ids.getFirst(), "twice", "AVG(1)");
        superset.people().addColumn(ids.getLast(), "twice", "TEXT", "'a'");
        superset.people().addColumn(ids.getLast(), "twice", "TEXT", "'b'");
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(readings()).isEqualTo(2);
        assertAsEach(connection, read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{not json", "\"in a text\""})
    void readsAloneWhoseExtraTheExportDoesNotTell(String extra) {
        List<Integer> ids = datasets(30);
        superset.people().addMetric(ids.get(1), "m", "SUM(1)");
        superset.people().edit(ids.get(0), dataset -> dataset.put("extra", extra));
        superset.people().edit(ids.get(1), "m", metric -> metric.put("extra", extra));
        superset.people().edit(ids.get(2), dataset -> dataset.put("template_params", extra));
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(readings()).isEqualTo(3);
        assertAsEach(connection, read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\": 1.10, \"a\": [1e5, \"08\"]}", "[1, 2.50]", "null", "\"\"", "5"})
    void readsWhatStandsInTextsAlikeFromTheTextAndTheExport(String json) {
        List<Integer> ids = datasets(30);
        superset.people()
                .edit(ids.getFirst(), dataset -> dataset.put("extra", json).put("template_params", json));
        TargetConnection connection = listed();

        List<ActualDataset> read = connection.datasets().read(ids);

        assertThat(readings()).isZero();
        assertAsEach(connection, read);
    }

    private List<Integer> datasets(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> superset.people().addVirtualDataset("dwh", "q" + i, "SELECT " + i + " AS one"))
                .toList();
    }

    private TargetConnection listed() {
        TargetConnection connection = connected();
        connection.datasets().list();
        superset.requests().clear();
        return connection;
    }

    private TargetConnection connected() {
        return Connections.target(Connections.withPassword(superset.url(), "admin", "admin"))
                .connect();
    }

    private static List<Integer> all(TargetConnection connection) {
        return connection.datasets().list().stream().map(ListedDataset::id).toList();
    }

    private int exports() {
        return superset.requests().of("GET", EXPORT).size();
    }

    private int readings() {
        return superset.requests().of("GET", DATASET).size();
    }

    private static void assertAsEach(TargetConnection connection, List<ActualDataset> read) {
        List<ActualDataset> each = connection
                .datasets()
                .readWithIds(read.stream().map(ActualDataset::id).toList());
        assertThat(read.stream().map(BulkReadTests::withoutIds))
                .containsExactlyElementsOf(
                        each.stream().map(BulkReadTests::withoutIds).toList());
    }

    private static ActualDataset withoutIds(ActualDataset dataset) {
        return dataset.withIds(PartIds.NONE);
    }
}
