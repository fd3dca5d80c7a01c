package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.run.StrategySetSettings.ConfiguredSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategySetSettingsTests {

    private static StrategySetSettings rewriting(boolean charts) {
        var guards = new GuardOverrides(null, null, null, null, null, null, null, null, null, charts);
        return new StrategySetSettings(Map.of("careful", new ConfiguredSet(List.of("UPDATE"), guards)));
    }

    @Test
    void refusesWhatIsNotSupportedYet() {
        assertThatThrownBy(() -> rewriting(true))
                .hasMessage(
                        "superset-sync.strategy-sets.careful.guards.rewrite-charts: true is not supported yet; leave it out.");
        assertThat(rewriting(false).sets()).hasSize(1);
    }
}
