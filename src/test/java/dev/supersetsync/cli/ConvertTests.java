package dev.supersetsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvertTests {

    private static final String SHOP = """
            version: 1
            name: "no"
            defaults: {database: warehouse, schema: shop}
            models:
              - table: orders
                description: "First: line\\nsecond line"
                cache_timeout: 60
                columns:
                  - {name: "1e3", label: "0123", temporal: false}
                  - {name: status, label: null, description: "* a # b"}
                metrics:
                  - {name: paid, expression: "COUNT(*) FILTER (WHERE paid)"}
              - table: top
                sql: |
                  SELECT 1 AS "one"
                  FROM orders
            """;

    @Test
    void writesYamlThatPeopleRead() {
        var shown = Typed.here().with(SHOP).command("convert", "--models", "-");

        assertThat(shown.exit()).isZero();
        assertThat(shown.err()).isEmpty();
        assertThat(shown.out()).isEqualTo("""
                version: 1
                name: "no"
                defaults:
                  database: warehouse
                  schema: shop
                models:
                  - table: orders
                    description: |-
                      First: line
                      second line
                    cache_timeout: 60
                    columns:
                      - name: "1e3"
                        label: "0123"
                        temporal: false
                      - name: status
                        label: null
                        description: "* a # b"
                    metrics:
                      - name: paid
                        expression: COUNT(*) FILTER (WHERE paid)
                  - table: top
                    sql: |
                      SELECT 1 AS "one"
                      FROM orders
                """);
    }

    @Test
    void writesTheSameDocumentInBothNotations() {
        var json = Typed.here()
                .with(SHOP)
                .command("convert", "--models", "-", "--output", "json")
                .out();
        var yaml = Typed.here().with(SHOP).command("convert", "--models", "-").out();

        var again = Typed.here()
                .with(yaml)
                .command("convert", "--models", "-", "--output", "json")
                .out();

        assertThat(again).isEqualTo(json);
        assertThat(Typed.here().with(json).command("convert", "--models", "-").out())
                .isEqualTo(yaml);
    }

    @Test
    void convertsNothingThatIsWrong() {
        var shown = Typed.here().with(SHOP.replace("table: top", "tabel: top")).command("convert", "--models", "-");

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains("-:13:5 models[1]").contains("superset-sync: The models are not valid.");
    }
}
