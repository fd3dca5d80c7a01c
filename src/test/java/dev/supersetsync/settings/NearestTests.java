package dev.supersetsync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTests {

    private static final List<String> KNOWN = List.of("breaking_changes", "delete_scope", "on_error", "read");

    @Test
    void findsWordWithSwappedOrMissingLetters() {
        assertThat(Nearest.to("braeking_changes", KNOWN)).contains("breaking_changes");
        assertThat(Nearest.to("on_eror", KNOWN)).contains("on_error");
        assertThat(Nearest.to("raed", List.of("red", "read"))).contains("red");
    }

    @Test
    void passesOverCase() {
        assertThat(Nearest.to("DELETE_SCOPE", KNOWN)).contains("delete_scope");
    }

    @Test
    void findsNothingForAWordThatIsLikeNone() {
        assertThat(Nearest.to("owner", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
    }
}
