package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Calculation;
import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.UndeclaredColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A document as a person would write it, which says the same when it is read. */
class NativeYamlTests {

    private static Document read(String text, Notation notation) {
        return new NativeReader()
                .read(DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), notation), Supplement.NONE);
    }

    private static Model model(
            String database, @Nullable String schema, String table, @Nullable String sql, String text) {
        var column = new ModelColumn(
                text,
                text,
                null,
                Declared.of(text),
                Declared.of(null),
                Declared.of(true),
                Declared.leftOut(),
                Declared.of(false),
                Declared.leftOut(),
                Declared.of(text));
        var metric = new ModelMetric(
                text,
                new Calculation.Expression(text),
                Declared.of(text),
                Declared.leftOut(),
                Declared.of(text),
                Declared.of("EUR"),
                Declared.leftOut(),
                Declared.of(new Certification(text, null)));
        return new Model(
                database,
                null,
                schema,
                table,
                sql,
                Declared.of(text),
                Declared.leftOut(),
                Declared.of(-1),
                Declared.of(new Certification(text, text)),
                Declared.of(List.of("ana@example.org")),
                List.of(column),
                List.of(metric),
                UndeclaredColumns.KEEP);
    }

    @Example
    void saysOnceWhatAllHaveInCommonAndTellsWhatIsMissing() {
        Model orders = model("warehouse", "dwh", "orders", null, "x");
        Model plain = new Model(
                "warehouse",
                null,
                "dwh",
                "plain",
                null,
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                List.of(),
                List.of(),
                UndeclaredColumns.INCLUDE);
        var losses = List.of(
                new Loss(null, null, "The dataset 7 is left out."),
                new Loss(plain.key(), "offset", "plain: offset (2)\n- table: evil"));

        String text = NativeYaml.write(new Document("shop", List.of(orders, plain), losses));

        assertThat(text).isEqualTo("""
                # The dataset 7 is left out.
                version: 1
                name: shop
                defaults:
                  database: warehouse
                  schema: dwh
                models:
                  - table: orders
                    description: x
                    cache_timeout: -1
                    certification:
                      by: x
                      details: x
                    owners:
                      - ana@example.org
                    columns:
                      - name: x
                        type: x
                        label: x
                        description: null
                        temporal: true
                        filterable: false
                        date_format: x
                    metrics:
                      - name: x
                        expression: x
                        label: x
                        d3_format: x
                        currency: EUR
                        certification:
                          by: x
                  # plain: offset (2) - table: evil
                  - table: plain
                """);
    }

    @Property(tries = 1000)
    void saysTheSameWhenItIsRead(@ForAll("nasty") String text, @ForAll("nasty") String other, @ForAll int shape) {
        List<Model> models = new ArrayList<>();
        models.add(model("warehouse", shape % 2 == 0 ? null : other, text, shape % 3 == 0 ? other : null, other));
        if (shape % 5 == 0) {
            models.add(model(other, "dwh", other, null, text));
        }
        Document document = new Document(shape % 7 == 0 ? text : null, models);

        assertThat(read(NativeYaml.write(document), Notation.YAML)).isEqualTo(document);
        assertThat(read(NativeYaml.tree(document).toString(), Notation.JSON)).isEqualTo(document);
    }

    /** Texts that YAML takes for something else, or that end a line, a list or a block. */
    @Provide
    Arbitrary<String> nasty() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "é",
                " ",
                "\n",
                "\n\n",
                "  ",
                "\t",
                "#",
                " #",
                ": ",
                ":",
                "- ",
                "-",
                "? ",
                "'",
                "\"",
                "\\",
                "|",
                ">",
                "&",
                "*",
                "!",
                "%",
                "@",
                "`",
                "{",
                "}",
                "[",
                "]",
                ",",
                "~",
                "null",
                "true",
                "no",
                "on",
                "1",
                "0x1F",
                "0o7",
                "1e3",
                ".inf",
                ".nan",
                "1_000",
                "2026-01-01",
                "12:30",
                "<<",
                "=",
                "---",
                "...",
                "\u2028",
                "\u0085",
                "\uD83D\uDE00",
                "\r\n");
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(all -> String.join("", all))
                .filter(text -> !text.isBlank());
    }
}
