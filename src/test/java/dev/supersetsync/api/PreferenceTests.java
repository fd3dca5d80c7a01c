package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTests {

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async", "return=minimal, respond-async", "respond-async;x=1"})
    void answersAtOnceIfAskedTo(String header) {
        Preference preference = Preference.of(List.of(header));

        assertThat(preference.atMost()).contains(Duration.ZERO);
        assertThat(preference.applied()).contains("respond-async");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=30", "wait = 30", "respond-async, wait=30", "wait=\"30\"", "Wait=30"})
    void waitsAsLongAsAsked(String header) {
        Preference preference = Preference.of(List.of(header));

        assertThat(preference.atMost()).contains(Duration.ofSeconds(30));
        assertThat(preference.applied()).contains("wait=30");
    }

    @Test
    void readsSeveralHeaders() {
        assertThat(Preference.of(List.of("return=minimal", "wait=5")).atMost()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait=", "wait=-1", "wait=soon", "return=minimal", ",,"})
    void waitsForTheEndOtherwise(String header) {
        assertThat(Preference.of(List.of(header)).atMost()).isEmpty();
        assertThat(Preference.of(null).applied()).isEmpty();
    }

    @Test
    void boundsLongWaits() {
        assertThat(Preference.of(List.of("wait=99999999999999999999")).atMost()).contains(Duration.ofDays(1));
    }
}
