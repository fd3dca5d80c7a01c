package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstWriteTests {

    private final List<String> noted = new ArrayList<>();

    @Test
    void isNotedOnce() {
        var write = new FirstWrite(() -> true);
        write.isNotedBy(() -> noted.add("first"));

        assertThat(write.mayBeSent()).isTrue();
        assertThat(write.mayBeSent()).isTrue();

        assertThat(noted).containsExactly("first");
    }

    @Test
    void nothingIsNotedOnceOthersMayBeAtWork() {
        var write = new FirstWrite(() -> false);
        write.isNotedBy(() -> noted.add("first"));

        assertThat(write.mayBeSent()).isFalse();

        assertThat(noted).isEmpty();
    }

    /** Of a run whose first write could not be noted it is said that it wrote nothing. */
    @Test
    void nothingIsSentByOthersEitherWhereItCouldNotBeNoted() {
        var write = new FirstWrite(() -> true);
        write.isNotedBy(() -> {
            noted.add("tried");
            throw new IllegalStateException("The storage is away.");
        });

        assertThatThrownBy(write::mayBeSent).hasMessage("The storage is away.");
        assertThatThrownBy(write::mayBeSent).hasMessage("The storage is away.");

        assertThat(noted).containsExactly("tried");
    }
}
