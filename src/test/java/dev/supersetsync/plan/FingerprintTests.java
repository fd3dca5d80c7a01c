package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fingerprints tell whether a plan could be made again. */
class FingerprintTests {

    private static final Sketch DESCRIBED = orders().with(Setting.DESCRIPTION, "What people bought");

    private static String fingerprint(World world) {
        return Fingerprint.of(world.plan().changes().getFirst());
    }

    @Test
    void areTheSameForTheSame() {
        assertThat(fingerprint(World.with(orders()).declares(DESCRIBED)))
                .isEqualTo(fingerprint(World.with(orders()).declares(DESCRIBED)));
    }

    @Test
    void differByWhatIsThere() {
        assertThat(fingerprint(World.with(orders().metric("count", "COUNT(*)")).declares(DESCRIBED)))
                .isNotEqualTo(fingerprint(World.with(orders()).declares(DESCRIBED)));
    }

    @Test
    void differByWhatIsToBe() {
        assertThat(fingerprint(World.with(orders()).declares(DESCRIBED.with(Setting.CACHE_TIMEOUT, Value.whole(5)))))
                .isNotEqualTo(fingerprint(World.with(orders()).declares(DESCRIBED)));
    }

    @Test
    void differByTheContentOfWhatGoes() {
        assertThat(List.of(
                        deletion(orders()),
                        deletion(orders().metric("count", "COUNT(*)")),
                        deletion(orders().column("status", Setting.LABEL, "Status"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void differByWhoseItIsThatGoes() {
        World world = World.with(orders()).applied(orders()).strategy("DELETE");

        assertThat(fingerprint(world)).isNotEqualTo(fingerprint(world.marked(orders(), "shop", true)));
    }

    private static String deletion(Sketch goes) {
        return fingerprint(World.with(goes).applied(orders()).edited(goes).strategy("DELETE"));
    }

    @Test
    void doNotMindWhatHappensElsewhere() {
        assertThat(fingerprint(World.with(orders(), table("x")).declares(DESCRIBED)))
                .isEqualTo(fingerprint(World.with(orders()).declares(DESCRIBED)));
    }

    @Test
    void differByWhatIsDone() {
        assertThat(List.of(
                        fingerprint(new World().declares(DESCRIBED)),
                        fingerprint(World.with(orders()).declares(DESCRIBED)),
                        fingerprint(World.with(orders()).declares(DESCRIBED).strategy("REPLACE")),
                        fingerprint(World.with(DESCRIBED).declares(DESCRIBED)),
                        fingerprint(World.with(DESCRIBED).applied(DESCRIBED).strategy("DELETE"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofAllDependOnTheOrder() {
        assertThat(Fingerprint.ofAll(List.of("a", "b"))).isNotEqualTo(Fingerprint.ofAll(List.of("b", "a")));
    }
}
