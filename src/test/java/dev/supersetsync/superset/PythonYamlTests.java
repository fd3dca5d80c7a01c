package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class PythonYamlTests {

    @ParameterizedTest
    @ValueSource(strings = {"08", "1e5", "0o17", "1.5e3", "+1", "1:2a", "2026-01-01x", "on_", "nullable", "-", "a b"})
    void takesForTextWhatLooksLikeNothingElseToPython(String plain) {
        assertThat(PythonYaml.read("a: " + (plain.equals("-") ? "'-'" : plain))
                        .path("a")
                        .stringValue())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1.5", "true", "null", "on", "2026-01-01", "~", ".inf", ""})
    void takesForTextWhatIsQuoted(String quoted) {
        assertThat(PythonYaml.read("a: '" + quoted + "'").path("a").stringValue())
                .isEqualTo(quoted);
        assertThat(PythonYaml.read("'" + quoted + "': 1").path(quoted).asInt()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "null, null",
        "true, true",
        "false, false",
        "0, 0",
        "-12, -12",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1.5, 1.5",
        "-0.1, -0.1",
        "1.0e+20, 1.0E20",
        "1.0e-07, 1.0E-7"
    })
    void takesForMoreThanTextWhatPythonWritesSo(String plain, String json) {
        assertThat(PythonYaml.read("a: " + plain)).hasToString("{\"a\":" + json + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.inf", ".nan"})
    void readsNothingThatJsonDoesNotHave(String number) {
        assertThatThrownBy(() -> PythonYaml.read("a: " + number)).isInstanceOf(YamlEngineException.class);
    }

    /** As PyYAML folds long texts, and writes what is not ASCII. */
    @Test
    void readsTextsOfSeveralLines() {
        assertThat(PythonYaml.read("""
                        plain: a long text that goes on
                          in the next line
                        quoted: 'SELECT 1

                          FROM "t" -- it''s'
                        escaped: "caf\\xE9 \\u20AC \\U0001F642\\ttab\\r\\n\\
                          \\ next\\_\\x7F"
                        ? a key that is so long that it needs a mark
                        : value
                        """)).hasToString("""
                        {"plain":"a long text that goes on in the next line",\
                        "quoted":"SELECT 1\\nFROM \\"t\\" -- it's",\
                        "escaped":"café € 🙂\\ttab\\r\\n next\u00a0\u007f",\
                        "a key that is so long that it needs a mark":"value"}""");
    }
}
