package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbtGlobTests {

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, ab, false",
        "*, '', true",
        "*, anything.at/all, true",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "*a*b, xaxbxb, true",
        "?, a, true",
        "?, '', false",
        "?, 😀, true",
        "[ab]c, bc, true",
        "[ab]c, cc, false",
        "[!ab]c, cc, true",
        "[!ab]c, ac, false",
        "[a-f]1, e1, true",
        "[a-f]1, g1, false",
        "[]a], ], true",
        "[, [, true",
        "a.b, axb, false",
        "(+), (+), true",
        "A, a, false"
    })
    void matchesAsShellsDo(String pattern, String text, boolean matches) {
        assertThat(DbtGlob.matches(pattern, text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "models, models/a/b.sql, true",
        "models/, models/a/b.sql, true",
        "models/a/b.sql, models/a/b.sql, true",
        "model, models/a/b.sql, false",
        "models/*, models/a/b.sql, true",
        "models/*.sql, models/a/b.sql, false",
        "models/**/b.sql, models/a/b.sql, true",
        "models/**/b.sql, models/b.sql, true",
        "**/b.sql, models/a/b.sql, true",
        "*/b.sql, models/a/b.sql, false"
    })
    void matchesPathsFolderByFolder(String pattern, String path, boolean matches) {
        assertThat(DbtGlob.matchesPath(pattern, path)).isEqualTo(matches);
    }

    @Test
    void isQuickWithPatternsThatWantToBeSlow() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(DbtGlob.matches("*a".repeat(500) + "b", "a".repeat(5_000)))
                        .isFalse());
    }
}
