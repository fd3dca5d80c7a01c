package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextHolder;

class CallerRulesTests {

    private static final Map<String, Object> DEFAULT_GUARDS = Map.of(
            "breaking_changes", "WITHHOLD",
            "ui_edits", "OVERWRITE",
            "delete_scope", "SCHEMA",
            "max_delete_percent", 50,
            "on_error", "CONTINUE",
            "take_over", false,
            "read", "FULL",
            "check_expressions", "CHANGED",
            "allow_empty", false,
            "rewrite_charts", false);

    private final CallerRules rules = new CallerRules();

    @AfterEach
    void nobodyCalls() {
        SecurityContextHolder.clearContext();
    }

    private static void calls(Set<String> targets, Set<String> strategySets) {
        var caller = new Caller("ci", Role.SYNC, new Limit(targets), new Limit(strategySets));
        SecurityContextHolder.getContext().setAuthentication(SignIn.signedIn(caller));
    }

    private static PlanReport plan(String target, List<String> strategy, Map<String, Object> guards) {
        return plan(target, strategy, guards, null, false);
    }

    private static PlanReport restoring(Map<String, Object> guards, boolean force) {
        return plan("main", List.of(), guards, "r", force);
    }

    private static PlanReport plan(
            String target,
            List<String> strategy,
            Map<String, Object> guards,
            @Nullable String restoreOf,
            boolean force) {
        return new PlanReport(
                "p",
                target,
                strategy,
                guards,
                Instant.EPOCH,
                true,
                "",
                List.of(),
                restoreOf,
                force,
                Summary.NONE,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<StrategySet> builtIn(String name) {
        return StrategySet.BUILT_IN.stream()
                .filter(set -> set.name().equals(name))
                .findFirst();
    }

    @Test
    void outsideOfARequestThereIsNoCaller() {
        assertThatIllegalStateException().isThrownBy(rules::caller);
    }

    @Test
    void aCallerWithoutLimitsMayUseEverything() {
        calls(Set.of(), Set.of());

        assertThat(rules.maySee("main")).isTrue();
        assertThat(rules.maySeeStrategySet("development")).isTrue();
        assertThat(rules.strategySet(null)).isNull();
        assertThat(rules.strategySet("development")).isEqualTo("development");
        assertThatCode(() -> {
                    rules.checkTarget("main");
                    rules.checkOwnStrategy();
                    rules.checkPlan(plan("main", List.of("DELETE"), Map.of()), CallerRulesTests::builtIn);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aCallerLimitedToTargetsHasOnlyThose() {
        calls(Set.of("main"), Set.of());

        assertThat(rules.maySee("other")).isFalse();
        rules.checkTarget("main");
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.checkTarget("other"))
                .withMessageContaining("limited to main");
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.checkPlan(
                        plan("other", List.of("CREATE", "UPDATE"), DEFAULT_GUARDS), CallerRulesTests::builtIn));
    }

    @Test
    void aCallerLimitedToOneStrategySetUsesThat() {
        calls(Set.of(), Set.of("production"));

        assertThat(rules.strategySet(null)).isEqualTo("production");
        assertThat(rules.strategySet("production")).isEqualTo("production");
        assertThat(rules.maySeeStrategySet("development")).isFalse();
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.strategySet("development"))
                .withMessageContaining("names 'development'");
    }

    @Test
    void aCallerLimitedToSeveralStrategySetsNamesOne() {
        calls(Set.of(), Set.of("production", "careful"));

        assertThat(rules.strategySet("careful")).isEqualTo("careful");
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.strategySet(null))
                .withMessageContaining("careful, production; name one of them");
    }

    @Test
    void aCallerLimitedToStrategySetsHasNoStrategyOfItsOwn() {
        calls(Set.of(), Set.of("production"));

        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(rules::checkOwnStrategy)
                .withMessageContaining("no update_strategy, guards or force");
    }

    @Test
    void aCallerLimitedToStrategySetsAppliesPlansOfThoseOnly() {
        calls(Set.of(), Set.of("production", "gone"));
        var weaker = new TreeMap<>(DEFAULT_GUARDS);
        weaker.put("breaking_changes", "ALLOW");

        rules.checkPlan(plan("main", List.of("CREATE", "UPDATE"), DEFAULT_GUARDS), CallerRulesTests::builtIn);

        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.checkPlan(
                        plan("main", List.of("CREATE", "UPDATE", "DELETE"), DEFAULT_GUARDS),
                        CallerRulesTests::builtIn));
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() ->
                        rules.checkPlan(plan("main", List.of("CREATE", "UPDATE"), weaker), CallerRulesTests::builtIn));
    }

    @Test
    void aCallerLimitedToStrategySetsAppliesPlansThatTakeRunsBackWithoutForceAndGuardsOnly() {
        calls(Set.of(), Set.of("production"));
        var weaker = new TreeMap<>(DEFAULT_GUARDS);
        weaker.put("breaking_changes", "ALLOW");

        rules.checkPlan(restoring(DEFAULT_GUARDS, false), CallerRulesTests::builtIn);

        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.checkPlan(restoring(DEFAULT_GUARDS, true), CallerRulesTests::builtIn));
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> rules.checkPlan(restoring(weaker, false), CallerRulesTests::builtIn));
    }
}
