package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.supersetsync.model.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DocumentTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"no", "on", "Yes", "y", "12:30", "2026-01-31", "1_000", "0b11", "1e", "'5'", "!!str 5", "! 5"})
    void keepsTextAsText(String scalar) {
        assertThat(yaml("a: " + scalar).get("a").isString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "-7, -7",
        "0x1F, 31",
        "0o17, 15",
        "1.5, 1.5",
        "1e3, 1000.0",
        "true, true",
        "FALSE, false",
        "~, null"
    })
    void readsNumbersAndFlagsByTheCoreSchema(String scalar, String json) {
        assertThat(yaml("a: " + scalar).get("a")).hasToString(json);
    }

    /** Wherever a reader's buffer ends. */
    @Test
    void readsSignsOfTwoHalvesInAnyPlace() {
        for (int place = 0; place < 3000; place++) {
            String text = "x".repeat(place) + "\uD83D\uDE00".repeat(3);

            assertThat(parse("a: '" + text + "'", Notation.YAML)
                            .root()
                            .path("a")
                            .asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void readsTextsOverSeveralLines() {
        assertThat(yaml("a: |\n  SELECT 1\n  FROM x\n").get("a").stringValue()).isEqualTo("SELECT 1\nFROM x\n");
    }

    @Test
    void repeatsWhatAnAliasNames() {
        JsonNode root = yaml("a: &x {b: [1, 2]}\nc: *x\n");

        assertThat(root.get("c")).isEqualTo(root.get("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '~',
            value = {
                "a: 1⏎a: 2             → 2 → 1 → the key 'a' is here twice",
                "{a: 1, b: {c: 1, c: 2}} → 1 → 18 → the key 'c' is here twice",
                "a: [1, 2⏎b: 3         → 2 → 2 → while parsing a flow sequence: expected ',' or ']', but got :",
                "a:⏎⇥b: 1              → 2 → 1 → while scanning for the next token: found character"
                        + " '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "a: 1⏎---⏎b: 2         → 2 → 1 → only one YAML document is read; another one begins here",
                "a: !mine 1            → 1 → 4 → the tag !mine means nothing here",
                "a: !!binary aGk=      → 1 → 4 → the tag tag:yaml.org,2002:binary means nothing here",
                "a: !!int x            → 1 → 4 → the tag tag:yaml.org,2002:int means nothing here",
                "a: !!set {b: 1}       → 1 → 4 → the tag tag:yaml.org,2002:set means nothing here",
                "a: *b                 → 1 → 4 → no &b comes before this",
                "a: &b [*b]            → 1 → 8 → no &b comes before this",
                "? [a]⏎: 1             → 1 → 3 → a key must be a plain text",
                "a: 1e999              → 1 → 4 → this number is too large; write it in quotes if it is a text",
                "''                    → 1 → 1 → nothing",
            })
    void saysWhereYamlCannotBeRead(String text, int line, int column, String problem) {
        String yaml = text.replace("⏎", "\n").replace("⇥", "\t");
        if (problem.equals("nothing")) {
            yaml = "# only a comment\n";
            problem = "there is nothing to read";
        }

        assertUnreadable(yaml, Notation.YAML, line, column, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1, \"a\": 2} → 1 → 10 → the key 'a' is here twice",
                "{\"a\": 1}⏎x         → 2 → 1 → Unrecognized token 'x': was expecting (JSON String, Number, Array,"
                        + " Object or token 'null', 'true' or 'false')",
                "{\"a\": 1} 2         → 1 → 10 → nothing may follow the end of the JSON",
                "{\"a\": [1,⏎2        → 2 → 2 → Unexpected end-of-input: expected close marker for Array",
                "{\"a\": NaN}         → 1 → 10 → Non-standard token 'NaN'",
                "{\"a\": 1e999}       → 1 → 7 → this number is too large",
            })
    void saysWhereJsonCannotBeRead(String text, int line, int column, String problem) {
        assertUnreadable(text.replace("⏎", "\n"), Notation.JSON, line, column, problem);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotUtf8(Notation notation) {
        byte[] latin1 = "{\"a\": 1,\n\"b\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> DocumentText.parse(latin1, notation))
                .hasMessage("line 2, column 10: this is not UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void passesOverAByteOrderMark(Notation notation) {
        assertThat(parse("\uFEFF{\"a\": 1}", notation).root()).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @EnumSource
    void refusesATextThatIsTooLong(Notation notation) {
        byte[] text = " ".repeat(Intake.WHOLE_BYTES + 1).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DocumentText.parse(text, notation))
                .isInstanceOf(DocumentTooLarge.class)
                .hasMessageStartingWith("The text has more than 20 MB. Only files in JSON of other formats");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNestedTooDeep(Notation notation) {
        String text = "[".repeat(5_000_000);

        assertThatThrownBy(() -> parse(text, notation)).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 20; level++) {
            bomb.append("a%d: &a%d [%s*a%d]\n"
                    .formatted(level, level, "*a%d, ".formatted(level - 1).repeat(9), level - 1));
        }

        assertThatThrownBy(() -> parse(bomb.toString(), Notation.YAML))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("more than 3000000 values");
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        byte[] text = "a: [".getBytes(StandardCharsets.UTF_8);

        UnreadableDocument unreadable = unreadable(() -> DocumentText.parse(text, Notation.YAML, "shop.yaml"));

        assertThat(unreadable.file()).isEqualTo("shop.yaml");
        assertThat(unreadable).hasMessageStartingWith("shop.yaml: line 1, column 5: ");
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1, 4",
        "b[1].c, 2, 15",
        "b[2], 3, 5",
        "b[2].d, 3, 5",
        "'e[\"f.g\"]', 4, 13",
        "h[1].c, 2, 15",
        "h, 5, 4",
        "missing, 1, 1",
    })
    void locatesByPath(String path, int line, int column) {
        Locations locations = parse("""
                a: 1
                b: &b [1, {c: &c x},
                    *c]
                e: { "f.g": 2}
                h: *b
                """, Notation.YAML).locations();

        assertThat(locations.locate(Violation.at(path, "is wrong")))
                .isEqualTo(new Violation(path, line, column, "is wrong"));
    }

    @Test
    void locatesTheSameInJson() {
        ParsedText text = parse("{\"a\": {\n  \"b\": [1,\n    {\"c\": 2}]}}", Notation.JSON);

        assertThat(text.below("a").locations().locate(Violation.at("b[1].c", "is wrong")))
                .isEqualTo(new Violation("b[1].c", 3, 11, "is wrong"));
    }

    @Test
    void takesAFileForYamlUnlessItSaysJson() {
        assertThat(Notation.ofFile("MODELS.JSON")).isEqualTo(Notation.JSON);
        assertThat(Notation.ofFile("models.yml")).isEqualTo(Notation.YAML);
    }

    private static void assertUnreadable(String text, Notation notation, int line, int column, String problem) {
        UnreadableDocument unreadable = unreadable(() -> parse(text, notation));

        assertThat(unreadable).returns(line, UnreadableDocument::line).returns(column, UnreadableDocument::column);
        assertThat(unreadable.problem()).startsWith(problem);
    }

    private static UnreadableDocument unreadable(ThrowingCallable reading) {
        @Nullable UnreadableDocument unreadable = catchThrowableOfType(UnreadableDocument.class, reading);
        return Objects.requireNonNull(unreadable);
    }

    private static JsonNode yaml(String text) {
        return parse(text, Notation.YAML).root();
    }

    private static ParsedText parse(String text, Notation notation) {
        return DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), notation);
    }
}
