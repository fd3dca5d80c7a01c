package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTests {

    private final SteppingClock clock = new SteppingClock();
    private final Throttle throttle = new Throttle(4, 3, clock, clock);

    @Test
    void letsSoManyStartInAnySecond() {
        for (int i = 0; i < 7; i++) {
            throttle.enter();
            throttle.leave();
        }

        assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void waitsForTheNextSecondAfterRefusal() {
        throttle.backOff();

        throttle.enter();

        assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(1));
    }
}
