package dev.supersetsync.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What many changes of a kind take, and what becomes of each where something goes wrong with some. */
class TogetherTests {

    private final MemorySuperset superset = new MemorySuperset();
    private final List<Change> changes = new ArrayList<>();
    private OnError onError = OnError.CONTINUE;
    private Guards.Read read = Guards.Read.FULL;

    @Test
    void createsBatchByBatchAndTellsOutcomesInTheOrderOfThePlan() {
        create(100);

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(outcomes).allMatch(outcome -> outcome.kind() == Outcome.Kind.APPLIED);
        assertThat(outcomes.stream().map(Outcome::change)).containsExactlyElementsOf(changes);
        assertThat(superset.writes().subList(0, 1)).containsExactly("create 50 empty");
        assertThat(superset.writes().subList(51, 52)).containsExactly("create 50 empty");
        assertThat(superset.writes()).hasSize(102);
        assertThat(superset.reads()).containsExactly("read 50 again", "read 50 again");
        assertThat(superset.list()).hasSize(100).allMatch(dataset -> dataset.mark() != null);
    }

    @Test
    void announcesABatchBeforeAnythingOfItIsMade() {
        create(30);
        var watcher = new Watcher();

        apply(watcher);

        assertThat(watcher.heard().subList(0, 30)).allMatch(heard -> heard.startsWith("begins "));
    }

    @Test
    void createsAloneWhatARefusalNames() {
        create(30);
        changes.add(Changes.create("taken"));

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 31));

        assertThat(creations()).containsExactly("create 31 empty", "create 30 empty", "create taken");
    }

    @Test
    void findsTheCulpritOfABatchByHalving() {
        create(31);
        changes.add(Changes.create("odd"));

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 32));

        assertThat(creations())
                .containsExactly(
                        "create 32 empty",
                        "create 16 empty",
                        "create 16 empty",
                        "create 8 empty",
                        "create 8 empty",
                        "create 4 empty",
                        "create 4 empty",
                        "create 2 empty",
                        "create 2 empty",
                        "create 1 empty",
                        "create 1 empty",
                        "create odd");
    }

    @Test
    void createsAllAloneWhereNothingIsTakenTogether() {
        IntStream.range(0, 200).forEach(i -> changes.add(Changes.create("odd" + i)));

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 200));

        assertThat(creations().stream().filter(write -> write.endsWith("empty")))
                .hasSize(9);
    }

    @Test
    void createsAloneWhatWasNotMade() {
        create(12);
        changes.add(Changes.create("lost"));

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 13));

        assertThat(creations()).containsExactly("create 13 empty", "create lost");
    }

    @Test
    void touchesNothingThatSomebodyMadeAtTheSameMoment() {
        create(12);
        changes.add(Changes.create("theirs"));

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(message(outcomes.getLast())).startsWith("CHANGED_MEANWHILE: Somebody made");
        assertThat(outcomes.getLast().mayBeHalfMade()).isFalse();
        assertThat(superset.writes()).noneMatch(write -> write.endsWith(" theirs"));
        assertThat(kinds(outcomes)).containsEntry("APPLIED", 12);
    }

    @Test
    void takesNothingAwayAgainOnceOthersMayHaveTheTurn() {
        create(12);
        superset.losesTheTurnAfter("create 12 empty");
        var watcher = new Watcher();

        List<Outcome> outcomes = apply(watcher);

        assertThat(kinds(outcomes)).containsExactly(Map.entry("SKIPPED", 12));
        assertThat(superset.writes()).containsExactly("create 12 empty");
        assertThat(watcher.heard()).allMatch(heard -> heard.startsWith("begins"));
    }

    @Test
    void failsABatchWithoutAnswerAndLeavesItAsBegun() {
        create(100);
        superset.refuses("create empty");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsExactly(Map.entry("FAILED", 100));
        assertThat(outcomes).allMatch(Outcome::mayBeHalfMade);
        assertThat(message(outcomes.getFirst())).isEqualTo("Silence.");
        assertThat(creations()).containsExactly("create 50 empty", "create 50 empty");
    }

    @Test
    void takesAwayOnlyWhatIsNotFilled() {
        create(12);
        superset.refuses("write t3");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 11).containsEntry("FAILED", 1);
        assertThat(message(outcomes.get(3))).isEqualTo("No. The dataset was taken away again.");
        assertThat(superset.list()).hasSize(11);
    }

    @Test
    void stopsInTheMiddleOfABatchAndLeavesNothingUnfilled() {
        onError = OnError.STOP;
        create(100);
        superset.refuses("write t3");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes))
                .containsEntry("APPLIED", 3)
                .containsEntry("FAILED", 1)
                .containsEntry("SKIPPED", 96);
        assertThat(superset.list()).hasSize(3).allMatch(dataset -> dataset.mark() != null);
        assertThat(creations()).containsExactly("create 50 empty");
    }

    @Test
    void beginsNoFurtherBatchOnceItIsStopped() {
        create(100);

        List<Outcome> outcomes = apply(new Watcher().stopsAfter("APPLIED t5"));

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 50).containsEntry("SKIPPED", 50);
        assertThat(superset.list()).hasSize(50);
    }

    @Test
    void makesNothingThatCannotBeAnnounced() {
        create(30);

        List<Outcome> outcomes = apply(new Watcher().breaksAfter("begins t7"));

        assertThat(kinds(outcomes)).containsExactly(Map.entry("SKIPPED", 30));
        assertThat(superset.writes()).isEmpty();
    }

    @Test
    void rewritesWithTheIdsOfThePlanWhatDidNotMove() {
        update(100);

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 100));

        assertThat(superset.reads())
                .containsExactly("read 50 again", "read 50 again", "read 50 again", "read 50 again");
    }

    @Test
    void looksAloneAtWhatMoved() {
        update(30);
        somebodyEdits("t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 29).containsEntry("FAILED", 1);
        assertThat(message(outcomes.get(4))).startsWith("CHANGED_MEANWHILE");
        assertThat(superset.reads()).containsExactly("read 30 again", "read t4", "read 29 again");
        assertThat(superset.named("t4").dataset()).isEqualTo(Changes.dataset("t4", "Theirs"));
    }

    @Test
    void goesByTheListWhereDatasetsAreReadFast() {
        read = Guards.Read.FAST;
        update(100);

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 100));

        assertThat(superset.reads()).containsExactly("list 50", "read 50 again", "list 50", "read 50 again");
    }

    @Test
    void readsWhatTheListShowsAsMoved() {
        read = Guards.Read.FAST;
        update(30);
        somebodyEdits("t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 29).containsEntry("FAILED", 1);
        assertThat(superset.reads()).containsExactly("list 30", "read 1 again", "read t4", "read 29 again");
        assertThat(superset.named("t4").dataset()).isEqualTo(Changes.dataset("t4", "Theirs"));
    }

    @Test
    void readsAnewTheIdsThatSupersetRefuses() {
        update(30);
        superset.refusesOnce("write t4");

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 30));

        assertThat(superset.reads()).containsExactly("read 30 again", "read t4", "read 30 again");
    }

    @Test
    void saysWhatSupersetSaysOfAWriteThatItRefusesWithAnyIds() {
        update(30);
        superset.refuses("write t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 29).containsEntry("FAILED", 1);
        assertThat(message(outcomes.get(4))).isEqualTo("No.");
    }

    @Test
    void readsAloneWhatReadingManyDoesNotConfirm() {
        update(30);
        superset.keepsOld("t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 29).containsEntry("FAILED", 1);
        assertThat(message(outcomes.get(4))).contains("did not store: description");
        assertThat(superset.reads()).contains("read t4");
    }

    @Test
    void skipsTheRestOfABatchOfRewritesOnceOneFailed() {
        onError = OnError.STOP;
        update(30);
        superset.refuses("write t4");

        assertThat(kinds(apply(new Watcher())))
                .containsEntry("APPLIED", 4)
                .containsEntry("FAILED", 1)
                .containsEntry("SKIPPED", 25);
    }

    @Test
    void deletesBatchByBatchAndLooksForEach() {
        delete(100);

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 100));

        assertThat(superset.list()).isEmpty();
        assertThat(superset.writes()).containsExactly("delete 50", "delete 50");
        assertThat(superset.reads()).containsExactly("read 50 again", "look for 50", "read 50 again", "look for 50");
    }

    @Test
    void deletesNothingThatMoved() {
        delete(30);
        somebodyEdits("t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(message(outcomes.get(4))).startsWith("CHANGED_MEANWHILE");
        assertThat(superset.writes()).containsExactly("write t4", "delete 29");
        assertThat(superset.list()).hasSize(1);
    }

    @Test
    void deletesOneByOneWhatIsRefusedTogether() {
        delete(30);
        superset.refuses("delete 30");
        superset.refuses("delete t4");

        List<Outcome> outcomes = apply(new Watcher());

        assertThat(kinds(outcomes)).containsEntry("APPLIED", 29).containsEntry("FAILED", 1);
        assertThat(message(outcomes.get(4))).isEqualTo("No.");
        assertThat(superset.list()).hasSize(1);
    }

    @Test
    void takesWhatIsGoneForDeleted() {
        delete(30);
        superset.remove(superset.list().getFirst().id());

        assertThat(kinds(apply(new Watcher()))).containsExactly(Map.entry("APPLIED", 30));

        assertThat(superset.writes()).containsExactly("delete 29");
    }

    private void create(int number) {
        IntStream.range(0, number).mapToObj(Changes::create).forEach(changes::add);
    }

    private void update(int number) {
        IntStream.range(0, number)
                .mapToObj(i -> Changes.update(superset.has(Changes.dataset("t" + i, "Old"))))
                .forEach(changes::add);
    }

    private void delete(int number) {
        IntStream.range(0, number)
                .mapToObj(i -> new Change.Delete(superset.has(Changes.dataset("t" + i, "Old")), List.of()))
                .forEach(changes::add);
    }

    private void somebodyEdits(String name) {
        ActualDataset there = superset.named(name);
        superset.write(there, Changes.dataset(name, "Theirs"), new Mark(null, false, ""));
    }

    private List<Outcome> apply(Watcher watcher) {
        var plan = new Plan(changes, List.of(), List.of(), Set.of());
        return new Applier(superset, onError, read, watcher, 1)
                .apply(plan, "shop")
                .outcomes();
    }

    private List<String> creations() {
        Predicate<String> isCreation = write -> write.startsWith("create ");
        return superset.writes().stream().filter(isCreation).toList();
    }

    private static Map<String, Integer> kinds(List<Outcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.toMap(outcome -> outcome.kind().name(), _ -> 1, Integer::sum));
    }

    private static String message(Outcome outcome) {
        return Objects.requireNonNull(outcome.failure()).message();
    }
}
