package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.MetricSql;
import dev.supersetsync.model.Quoting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

/** Whatever comes in is read, or refused in the ways that callers know, and soon. */
class ReadingPropertyTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String SHOP = """
            version: 1
            name: shop
            defaults: &d {database: warehouse, schema: dwh}
            models:
              - table: orders
                owners: [ana@example.org]
                columns:
                  - {name: ordered_at, temporal: true, label: "Ordered at"}
                metrics:
                  - {name: revenue, aggregation: SUM, column: revenue}
                  - {name: share, formula: "[revenue] / ([revenue] + 1)"}
            """;

    @Property(tries = 2000)
    void bytes(@ForAll byte[] bytes, @ForAll Notation notation) {
        assertReadOrRefused(bytes, notation);
    }

    @Property(tries = 2000)
    void pieces(@ForAll("pieces") String text, @ForAll Notation notation) {
        assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), notation);
    }

    @Property(tries = 2000)
    void damagedDocuments(@ForAll("damaged") String text) {
        assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), Notation.YAML);
    }

    @Property(tries = 2000)
    void formulas(@ForAll("formulas") String formula) {
        String text = """
                {"version": 1, "models": [{"table": "t", "database": "d", "metrics": [
                  {"name": "a", "aggregation": "COUNT"}, {"name": "m", "formula": "%s"}]}]}
                """.formatted(formula.replace("\"", "\\\""));

        assertReadOrRefused(text.getBytes(StandardCharsets.UTF_8), Notation.JSON);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        ": ",
                        "\n",
                        "- ",
                        "? ",
                        "\"",
                        "'",
                        "|",
                        ">",
                        "&a ",
                        "*a",
                        "!x ",
                        "!!str ",
                        "---\n",
                        "...\n",
                        "%YAML 1.1\n",
                        "#",
                        "  ",
                        "\t",
                        "version",
                        "1",
                        "models",
                        "table",
                        "null",
                        "true",
                        "1.5",
                        ".nan",
                        "é",
                        "\u0000",
                        "\uD83D\uDE00",
                        "<<",
                        "defaults",
                        "previous_names")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<Integer> positions = Arbitraries.integers().between(0, SHOP.length());
        return Combinators.combine(positions, positions, pieces())
                .as((one, other, piece) ->
                        SHOP.substring(0, Math.min(one, other)) + piece + SHOP.substring(Math.max(one, other)));
    }

    @Provide
    Arbitrary<String> formulas() {
        return Arbitraries.of(
                        "[a]", "[", "]", "/", " / ", "(", ")", "-", "CASE ", " END", "'", "\"", "`", "--", "/*", "*/",
                        "::", ".", "^", " OVER ", "FILTER ", "WITHIN ", "IGNORE ", "1", "e", "x", " ", "f(", "time")
                .list()
                .ofMaxSize(20)
                .map(pieces -> String.join("", pieces));
    }

    private static void assertReadOrRefused(byte[] text, Notation notation) {
        Assertions.assertTimeout(SOON, () -> {
            try {
                Document document = new NativeReader().read(DocumentText.parse(text, notation), Supplement.NONE);
                document.models()
                        .forEach(model -> assertThat(MetricSql.of(model, Quoting.forBackend("trino")))
                                .hasSameSizeAs(model.metrics()));
            } catch (UnreadableDocument unreadable) {
                assertThat(List.of(unreadable.line(), unreadable.column())).allMatch(number -> number > 0);
            } catch (InvalidModels invalid) {
                assertThat(invalid.violations()).isNotEmpty().allMatch(violation -> violation.line() != null);
            }
        });
    }
}
