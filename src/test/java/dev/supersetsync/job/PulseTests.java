package dev.supersetsync.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final Pulse pulse = new Pulse(Duration.ofSeconds(15), now::get);

    @Test
    void aProcessThatGoesOnDidNotStandStill() {
        for (int beats = 0; beats < 100; beats++) {
            passes(15);
            assertThat(pulse.beat()).isZero();
        }
    }

    @Test
    void whoeverAsksFirstAfterAStandstillIsToldOfIt() {
        passes(16);
        assertThat(pulse.beat()).isOne();
        assertThat(pulse.beat()).isOne();
    }

    @Test
    void eachStandstillCounts() {
        passes(16);
        pulse.beat();
        passes(1);
        pulse.beat();
        passes(60);

        assertThat(pulse.beat()).isEqualTo(2);
    }

    private void passes(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
