package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.run.StrategySetSettings.ConfiguredSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configured strategy sets that stop the start. */
class StrategySetSettingsTests {

    @Test
    void refusesToReadFastAsLongAsThatIsNotSupported() {
        var guards = new GuardOverrides(null, null, null, null, null, null, Guards.Read.FAST, null, null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new StrategySetSettings(Map.of("quick", new ConfiguredSet(List.of("UPDATE"), guards))))
                .withMessageContaining("superset-sync.strategy-sets.quick.guards.read");
    }
}
