package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TableQuestion.Everything;
import dev.supersetsync.state.TableQuestion.Presence;
import dev.supersetsync.state.Usages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whether a plan must know all of a table, or only that nothing is missing, which a list of names can say. */
class WarehouseQuestionTests {

    private static final Sketch CHANNEL = orders().column("channel", "TEXT");
    private static final TableQuestion EVERYTHING = new Everything(orders().key());
    private static final Set<String> NAMES = Set.of("ordered_at", "status", "amount");
    private static final Set<String> NAMES_AND_CHANNEL = Set.of("ordered_at", "status", "amount", "channel");

    @Test
    void isAboutNamesForNewDatasetWithTypes() {
        assertThat(question(new World().declares(orders().calculated("day", "DATE(ordered_at)"))))
                .isEqualTo(presence(NAMES));
    }

    @Test
    void isAboutEverythingForNewDatasetWithoutAType() {
        assertThat(question(new World().declares(orders().columnWithout("status", Setting.TYPE))))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void isAboutNamesWhereColumnIsNotDeclared() {
        assertThat(question(World.with(CHANNEL).applied(orders()).declares(orders())))
                .isEqualTo(presence(NAMES_AND_CHANNEL));
    }

    @Test
    void isAboutNamesAlsoWhereDeclaredTypesAreLeftOut() {
        Sketch untyped = orders().columnWithout("status", Setting.TYPE);

        assertThat(question(World.with(CHANNEL).applied(untyped).declares(untyped)))
                .isEqualTo(presence(NAMES_AND_CHANNEL));
    }

    @Test
    void isAboutEverythingWhereTypeIsNoLongerDeclared() {
        Sketch untyped = orders().columnWithout("status", Setting.TYPE);

        assertThat(question(World.with(CHANNEL).applied(orders()).declares(untyped)))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void isAboutNamesForNewColumnWithType() {
        assertThat(question(World.with(orders()).applied(orders()).declares(CHANNEL)))
                .isEqualTo(presence(NAMES_AND_CHANNEL));
    }

    @Test
    void isAboutEverythingForNewColumnWithoutType() {
        Sketch untyped = CHANNEL.columnWithout("channel", Setting.TYPE);

        assertThat(question(World.with(orders()).applied(orders()).declares(untyped)))
                .isEqualTo(EVERYTHING);
    }

    /** It would become a column of the table again, and a list may be behind. */
    @Test
    void isAboutEverythingWhereColumnIsRetained() {
        Sketch there = orders().calculated("channel", "CAST(NULL AS TEXT)").column("channel", Setting.TYPE, "TEXT");

        assertThat(question(World.with(there)
                        .applied(orders(), "shop", false, Set.of("channel"))
                        .declares(orders())))
                .isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "KEEP")
    void isAboutEverythingWhereOtherColumnsMatter(Others others) {
        assertThat(question(
                        World.with(CHANNEL).applied(orders()).declares(orders()).undeclaredColumns(others)))
                .isEqualTo(EVERYTHING);
        assertThat(question(new World().declares(orders()).undeclaredColumns(others)))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void isAboutNamesForReplacementWithTypes() {
        assertThat(question(World.with(orders()).declares(CHANNEL).strategy("REPLACE")))
                .isEqualTo(presence(NAMES_AND_CHANNEL));
        assertThat(question(World.with(orders())
                        .declares(orders().columnWithout("status", Setting.TYPE))
                        .strategy("REPLACE")))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void isAskedAgainWhereListDoesNotAnswerIt() {
        World world = World.with(CHANNEL).applied(orders()).declares(orders());

        assertThat(asked(world, "ordered_at", "status", "amount")).containsExactly(presence(NAMES_AND_CHANNEL));
        assertThat(asked(world, "ordered_at", "status", "amount", "channel")).isEmpty();
        assertThat(asked(world.undeclaredColumns(Others.HIDE), "ordered_at", "status", "amount", "channel"))
                .containsExactly(EVERYTHING);
    }

    private static TableQuestion presence(Set<String> columns) {
        return new Presence(orders().key(), columns);
    }

    private static TableQuestion question(World world) {
        return Planner.plan(world.situation(Facts.NONE))
                .needs()
                .tables()
                .iterator()
                .next();
    }

    /** What is still asked where the warehouse lists these columns. */
    private static Set<TableQuestion> asked(World world, String... listed) {
        Map<DatasetKey, TableFacts> tables = Map.of(orders().key(), new TableFacts.Listed(List.of(listed)));
        var facts = new Facts(tables, Map.of(), Map.of(), Usages.NONE, Set.of(), Map.of(), Map.of());
        return Planner.plan(world.situation(facts)).needs().tables();
    }
}
