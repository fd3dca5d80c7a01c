package dev.supersetsync.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes are done together. */
class DivisionTests {

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 0", "11, 11", "200, 200"})
    void createsTogetherFromSoManyOn(int creations, int together) {
        Division division = Division.of(some(creations, Changes::create));

        assertThat(division.created()).hasSize(together);
        assertThat(division.alone()).hasSize(creations - together);
    }

    @ParameterizedTest
    @CsvSource({"REMOVE", "STAY"})
    void createsAloneWhereSupersetMustAskTheWarehouse(FoundColumns found) {
        List<Change> changes = both(some(11, Changes::create), some(30, i -> Changes.create("open" + i, found, null)));

        Division division = Division.of(changes);

        assertThat(division.created()).hasSize(11);
        assertThat(division.alone()).hasSize(30);
    }

    @Test
    void createsQueriesAlone() {
        Division division = Division.of(some(30, i -> Changes.create("q" + i, FoundColumns.NONE, "SELECT 1")));

        assertThat(division.created()).isEmpty();
        assertThat(division.alone()).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource({"6, 0", "7, 7"})
    void rewritesTogetherFromSoManyOn(int rewrites, int together) {
        Division division = Division.of(some(rewrites, Changes::update));

        assertThat(division.rewritten()).hasSize(together);
        assertThat(division.alone()).hasSize(rewrites - together);
    }

    @ParameterizedTest
    @CsvSource({"20, 0", "21, 21"})
    void deletesTogetherFromSoManyOn(int deletions, int together) {
        Division division = Division.of(some(deletions, Changes::delete));

        assertThat(division.deleted()).hasSize(together);
        assertThat(division.deletedAlone()).hasSize(deletions - together);
        assertThat(division.alone()).isEmpty();
    }

    @Test
    void countsEachKindAlone() {
        List<Change> changes =
                both(some(11, Changes::create), both(some(6, Changes::update), some(21, i -> Changes.delete(100 + i))));

        Division division = Division.of(changes);

        assertThat(division.created()).hasSize(11);
        assertThat(division.rewritten()).isEmpty();
        assertThat(division.alone()).hasSize(6);
        assertThat(division.deleted()).hasSize(21);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 1", "80, 80", "81, '40 41'", "200, '66 67 67'"})
    void makesBatches(int all, String sizes) {
        List<String> found = Division.batches(IntStream.range(0, all).boxed().toList()).stream()
                .map(batch -> String.valueOf(batch.size()))
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(sizes);
    }

    private static List<Change> some(int number, java.util.function.IntFunction<Change> make) {
        return IntStream.range(0, number).mapToObj(make).toList();
    }

    private static List<Change> both(List<Change> some, List<Change> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
