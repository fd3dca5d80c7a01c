package dev.supersetsync.plan;

import static dev.supersetsync.plan.Operation.CREATE;
import static dev.supersetsync.plan.Operation.DELETE;
import static dev.supersetsync.plan.Operation.REPLACE;
import static dev.supersetsync.plan.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Guards.UiEdits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Update strategies as people write them, and the sets that are built in. */
class UpdateStrategyTests {

    @ParameterizedTest
    @ValueSource(strings = {"CREATE|UPDATE", "update, create", " Create |update|CREATE", "CREATE,|UPDATE"})
    void isReadInAnyOrderAndCase(String text) {
        assertThat(UpdateStrategy.parse(List.of(text))).isEqualTo(UpdateStrategy.DEFAULT);
    }

    @Test
    void isReadFromAList() {
        assertThat(UpdateStrategy.parse(List.of("DELETE", "CREATE|REPLACE")).inOrder())
                .containsExactly(CREATE, REPLACE, DELETE);
    }

    @Test
    void doesNotContradictItself() {
        assertThatThrownBy(() -> UpdateStrategy.parse(List.of("UPDATE", "REPLACE")))
                .isInstanceOf(UpdateStrategy.ContradictoryStrategy.class)
                .hasMessageContaining("Choose one");
    }

    @Test
    void knowsFourWords() {
        assertThatThrownBy(() -> UpdateStrategy.parse(List.of("CREATE|UPSERT")))
                .isInstanceOf(UpdateStrategy.UnknownOperation.class)
                .hasMessage("'UPSERT' is none of CREATE, UPDATE, REPLACE, DELETE.");
    }

    @Test
    void allowsSomething() {
        assertThatThrownBy(() -> UpdateStrategy.parse(List.of(" , "))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void productionIsTheDefault() {
        assertThat(StrategySet.PRODUCTION.updateStrategy().inOrder()).containsExactly(CREATE, UPDATE);
        assertThat(StrategySet.PRODUCTION.guards().over(Guards.DEFAULT)).isEqualTo(Guards.DEFAULT);
    }

    @Test
    void developmentDoesAllAndBreaksWhatItMust() {
        Guards guards = StrategySet.DEVELOPMENT.guards().over(Guards.DEFAULT);

        assertThat(StrategySet.DEVELOPMENT.updateStrategy().inOrder()).containsExactly(CREATE, REPLACE, DELETE);
        assertThat(guards.breakingChanges()).isEqualTo(BreakingChanges.ALLOW);
        assertThat(guards.maxDeletePercent()).isEqualTo(100);
        assertThat(guards.rewriteCharts()).isTrue();
        assertThat(guards.uiEdits()).isEqualTo(Guards.DEFAULT.uiEdits());
    }

    @Test
    void aStatedGuardTakesThePlaceOfTheOther() {
        var overrides = new GuardOverrides(null, UiEdits.KEEP, null, 10, null, null, null, null, true, null);

        Guards guards = overrides.over(Guards.DEFAULT);

        assertThat(guards.uiEdits()).isEqualTo(UiEdits.KEEP);
        assertThat(guards.maxDeletePercent()).isEqualTo(10);
        assertThat(guards.allowEmpty()).isTrue();
        assertThat(guards.breakingChanges()).isEqualTo(BreakingChanges.WITHHOLD);
        assertThat(GuardOverrides.NONE.over(guards)).isEqualTo(guards);
    }

    @Test
    void hasTheDefaultsOfTheDesign() {
        assertThat(Guards.DEFAULT)
                .isEqualTo(new Guards(
                        BreakingChanges.WITHHOLD,
                        UiEdits.OVERWRITE,
                        Guards.DeleteScope.SCHEMA,
                        50,
                        Guards.OnError.CONTINUE,
                        false,
                        Guards.Read.FULL,
                        Guards.CheckExpressions.CHANGED,
                        false,
                        false));
    }
}
