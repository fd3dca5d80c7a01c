package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.StrategySetSettings.ConfiguredSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class StrategySetsSuite {

    private static final GuardOverrides FAIL =
            new GuardOverrides(Guards.BreakingChanges.FAIL, null, null, 10, null, false, null, null, null, null);

    private final Database database;
    private final StrategySets sets;

    StrategySetsSuite(Database database) {
        this.database = database;
        this.sets = database.strategySets;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private static StrategySet set(String name, String strategy) {
        return new StrategySet(name, UpdateStrategy.parse(List.of(strategy)), FAIL);
    }

    @Test
    void theBuiltInSetsAreThere() {
        assertThat(sets.list()).isEqualTo(StrategySet.BUILT_IN);
        assertThat(sets.find("production")).contains(StrategySet.PRODUCTION);
        assertThat(sets.find("careful")).isEmpty();
    }

    @Test
    void aSetIsStoredWithItsGuards() {
        var careful = set("careful", "CREATE|UPDATE|DELETE");

        assertThat(sets.put(careful)).isTrue();

        assertThat(sets.find("careful")).contains(careful);
        assertThat(sets.list()).containsExactly(StrategySet.PRODUCTION, StrategySet.DEVELOPMENT, careful);
    }

    @Test
    void aSetIsReplacedByOneOfItsName() {
        sets.put(set("careful", "CREATE"));

        assertThat(sets.put(set("careful", "UPDATE"))).isFalse();

        assertThat(sets.find("careful")).contains(set("careful", "UPDATE"));
    }

    @Test
    void ofManyPutsAtOnceAllSucceedAndOneIsNew() {
        var news = IntStream.range(0, 16)
                .parallel()
                .filter(_ -> sets.put(set("careful", "CREATE")))
                .count();

        assertThat(news).isEqualTo(1);
    }

    @Test
    void aStoredSetCanBeDeleted() {
        sets.put(set("careful", "CREATE"));

        assertThat(sets.delete("careful")).isTrue();
        assertThat(sets.delete("careful")).isFalse();
        assertThat(sets.find("careful")).isEmpty();
    }

    @Test
    void aBuiltInSetCannotBeChanged() {
        assertThatExceptionOfType(ReadOnlyStrategySet.class)
                .isThrownBy(() -> sets.put(set("production", "DELETE")))
                .withMessageContaining("'production' is built in");
        assertThatExceptionOfType(ReadOnlyStrategySet.class).isThrownBy(() -> sets.delete("development"));
    }

    @Test
    void aConfiguredSetCountsAndCannotBeChanged() {
        sets.put(set("careful", "DELETE"));
        var configured = database.strategySets(
                new StrategySetSettings(Map.of("careful", new ConfiguredSet(List.of("UPDATE"), FAIL))));

        assertThat(configured.find("careful")).contains(set("careful", "UPDATE"));
        assertThat(configured.list()).hasSize(3).contains(set("careful", "UPDATE"));
        assertThatExceptionOfType(ReadOnlyStrategySet.class)
                .isThrownBy(() -> configured.delete("careful"))
                .withMessageContaining("configuration");
    }
}
