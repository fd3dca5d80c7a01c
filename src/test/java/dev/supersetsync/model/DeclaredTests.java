package dev.supersetsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclaredTests {

    private static final Declared<String> LEFT_OUT = Declared.leftOut();
    private static final Declared<String> EMPTY = Declared.of(null);
    private static final Declared<String> VALUE = Declared.of("value");

    @Test
    void tellsLeftOutFromEmpty() {
        assertThat(LEFT_OUT.isDeclared()).isFalse();
        assertThat(EMPTY.isDeclared()).isTrue();
        assertThat(LEFT_OUT).isNotEqualTo(EMPTY);
    }

    @Test
    void isUsedOnlyIfDeclared() {
        List<@Nullable String> used = new ArrayList<>();

        List.of(LEFT_OUT, EMPTY, VALUE).forEach(declared -> declared.ifDeclared(used::add));

        assertThat(used).containsExactly(null, "value");
    }

    @Test
    void translatesOnlyValues() {
        assertThat(VALUE.map(String::length)).isEqualTo(Declared.of(5));
        assertThat(EMPTY.map(String::length)).isEqualTo(Declared.of(null));
        assertThat(LEFT_OUT.map(String::length)).isEqualTo(Declared.leftOut());
    }

    @Test
    void fallsBackOnlyIfLeftOut() {
        assertThat(VALUE.orElse("other")).isEqualTo("value");
        assertThat(EMPTY.orElse("other")).isNull();
        assertThat(LEFT_OUT.orElse("other")).isEqualTo("other");
    }
}
