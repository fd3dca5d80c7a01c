package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.supersetsync.model.Aggregation;
import dev.supersetsync.model.Calculation;
import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeReaderTests {

    private static final String SHOP = """
            version: 1
            name: shop
            defaults:
              database: warehouse
              catalog: null
              schema: dwh
              undeclared_columns: HIDE
            models:
              - table: order_items
                description: One row per item of an order
                main_datetime_column: ordered_at
                cache_timeout: 3600
                certification: {by: Data team, details: Tested every night}
                owners: [ana@example.org]
                columns:
                  - name: ordered_at
                    label: Ordered at
                    type: TIMESTAMP
                    description: null
                    temporal: true
                    groupable: true
                    filterable: true
                    hidden: false
                    date_format: null
                  - {name: margin, type: NUMERIC, expression: revenue - cost}
                metrics:
                  - {name: revenue, label: Revenue, aggregation: SUM, column: revenue, format: CURRENCY, currency: EUR}
                  - {name: orders, aggregation: COUNT_DISTINCT, column: order_id, filter: paid}
                  - {name: average_order, formula: "[revenue] / [orders]", d3_format: ",.2f"}
                  - {name: paid, expression: "COUNT(*) FILTER (WHERE paid)", warning: Preliminary}
              - table: top_customers
                sql: SELECT customer_id FROM dwh.order_items GROUP BY 1
                schema: null
                undeclared_columns: KEEP
            """;

    private final NativeReader reader = new NativeReader();

    @Test
    void readsEveryPartOfADocument() {
        Document document = read(SHOP);

        assertThat(document.name()).isEqualTo("shop");
        assertThat(document.models()).hasSize(2);
        Model items = document.models().getFirst();
        assertThat(items)
                .returns("warehouse", Model::database)
                .returns(null, Model::catalog)
                .returns("dwh", Model::schema)
                .returns("order_items", Model::table)
                .returns(false, Model::isVirtual)
                .returns(Declared.of("One row per item of an order"), Model::description)
                .returns(Declared.of("ordered_at"), Model::mainDatetimeColumn)
                .returns(Declared.of(3600), Model::cacheTimeout)
                .returns(Declared.of(new Certification("Data team", "Tested every night")), Model::certification)
                .returns(Declared.of(List.of("ana@example.org")), Model::owners)
                .returns(UndeclaredColumns.HIDE, Model::undeclaredColumns);
    }

    @Test
    void tellsWhatIsLeftOutFromWhatIsDeclaredAsEmpty() {
        Model items = read(SHOP).models().getFirst();

        ModelColumn full = items.columns().getFirst();
        assertThat(full)
                .returns("TIMESTAMP", ModelColumn::type)
                .returns(null, ModelColumn::expression)
                .returns(Declared.of("Ordered at"), ModelColumn::label)
                .returns(Declared.of(null), ModelColumn::description)
                .returns(Declared.of(true), ModelColumn::temporal)
                .returns(Declared.of(false), ModelColumn::hidden)
                .returns(Declared.of(null), ModelColumn::dateFormat);
        ModelColumn calculated = items.columns().getLast();
        assertThat(calculated)
                .returns("revenue - cost", ModelColumn::expression)
                .returns(Declared.leftOut(), ModelColumn::label)
                .returns(Declared.leftOut(), ModelColumn::temporal)
                .returns(Declared.leftOut(), ModelColumn::dateFormat);
    }

    @Test
    void readsEachWayToCalculateAMetric() {
        List<ModelMetric> metrics = read(SHOP).models().getFirst().metrics();

        assertThat(metrics)
                .extracting(ModelMetric::calculation)
                .containsExactly(
                        new Calculation.Aggregate(Aggregation.SUM, "revenue", null),
                        new Calculation.Aggregate(Aggregation.COUNT_DISTINCT, "order_id", "paid"),
                        new Calculation.Formula("[revenue] / [orders]"),
                        new Calculation.Expression("COUNT(*) FILTER (WHERE paid)"));
        assertThat(metrics)
                .extracting(ModelMetric::d3Format)
                .containsExactly(Declared.of(",.2f"), Declared.leftOut(), Declared.of(",.2f"), Declared.leftOut());
        assertThat(metrics.getFirst().currency()).isEqualTo(Declared.of("EUR"));
        assertThat(metrics.getLast().warning()).isEqualTo(Declared.of("Preliminary"));
    }

    @Test
    void letsTheWarehouseDecideWhereColumnsAreLeftOut() {
        Model customers = read(SHOP).models().getLast();

        assertThat(customers)
                .returns(true, Model::isVirtual)
                .returns(null, Model::schema)
                .returns(List.of(), Model::columns)
                .returns(UndeclaredColumns.INCLUDE, Model::undeclaredColumns);
    }

    @Test
    void readsTheSameFromJson() {
        String json = """
                {"version": 1, "defaults": {"database": "warehouse"}, "models": [{"table": "orders", "columns": [
                  {"name": "id", "label": null}], "owners": null, "undeclared_columns": "INCLUDE"}]}
                """;
        String yaml = """
                version: 1
                defaults: {database: warehouse}
                models:
                - {table: orders, columns: [{name: id, label: null}], owners: , undeclared_columns: INCLUDE}
                """;

        Document document = reader.read(parse(json, Notation.JSON), Supplement.NONE);

        assertThat(document).isEqualTo(read(yaml));
        assertThat(document.models().getFirst().owners()).isEqualTo(Declared.of(List.of()));
    }

    @Test
    void takesFromTheRequestWhatTheDocumentDoesNotSay() {
        Supplement supplement = new Supplement(
                "of the request",
                new Defaults("other", "main", "public", UndeclaredColumns.HIDE),
                Map.of("dev_db", "Development"));
        String text = """
                version: 1
                defaults: {catalog: null}
                models:
                  - {table: a, columns: []}
                  - {table: b, schema: dwh, database: dev_db}
                """;

        Document document = reader.read(parse(text, Notation.YAML), supplement);

        assertThat(document.name()).isEqualTo("of the request");
        assertThat(document.models().getFirst())
                .returns("other", Model::database)
                .returns(null, Model::catalog)
                .returns("public", Model::schema)
                .returns(UndeclaredColumns.HIDE, Model::undeclaredColumns);
        assertThat(document.models().getLast())
                .returns("Development", Model::database)
                .returns("dwh", Model::schema);
        assertThat(reader.read(parse(SHOP, Notation.YAML), supplement).name()).isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "{tabel: x}                                    | 4 | 6 | models[0].tabel | is no known key; did you mean 'table'?",
                "{table: x, database: d, previous_names: [a]}  | 4 | 29 | models[0].previous_names | is not supported yet",
                "{table: 5, database: d}                       | 4 | 13 | models[0].table | must be a text, and is a number",
                "{table: '', database: d}                      | 4 | 13 | models[0].table | must not be empty",
                "{table: '  ', database: d}                    | 4 | 13 | models[0].table | must not be empty",
                "{database: d}                                 | 4 | 5 | models[0].table | is missing",
                "{table: x}                                    | 4 | 5 | models[0].database | is missing: state it for the model, or for all models in defaults",
                "{table: x, database: d, cache_timeout: 1.5}   | 4 | 44 | models[0].cache_timeout | must be a whole number, and is a number",
                "{table: x, database: d, cache_timeout: '60'}  | 4 | 44 | models[0].cache_timeout | must be a whole number, and is a text",
                "{table: x, database: d, cache_timeout: -2}    | 4 | 44 | models[0].cache_timeout | must not be less than -1",
                "{table: x, database: d, undeclared_columns: HIDDEN} | 4 | 49 | models[0].undeclared_columns"
                        + " | must be one of KEEP, INCLUDE, HIDE, RETAIN_AS_NULL; did you mean 'HIDE'?",
                "{table: x, database: d, owners: ana}          | 4 | 37 | models[0].owners | must be a list, and is a text",
                "{table: x, database: d, columns: [{name: no, temporal: yes}]} | 4 | 60 | models[0].columns[0].temporal"
                        + " | must be true or false, and is a text",
                "{table: x, database: d, metrics: [{name: m}]} | 4 | 39 | models[0].metrics[0]"
                        + " | must have exactly one of aggregation, formula and expression, and has none",
                "{table: x, database: d, metrics: [{name: m, formula: '1', expression: '1'}]} | 4 | 39 | models[0].metrics[0]"
                        + " | must have exactly one of aggregation, formula and expression, and has formula and expression",
                "{table: x, database: d, metrics: [{name: m, expression: '1', filter: a}]} | 4 | 74 | models[0].metrics[0].filter"
                        + " | goes with an aggregation only",
                "{table: x, database: d, metrics: [{name: m, expression: '1', format: PERCENT, d3_format: ',f'}]} | 4 | 74"
                        + " | models[0].metrics[0].format | is short for a d3_format: state only one of them",
                "{table: x, database: d, metrics: [{name: m, expression: '1', currency: eur}]} | 4 | 76"
                        + " | models[0].metrics[0].currency | must be an ISO code of three capital letters, such as EUR",
                "{table: x, database: d, metrics: [{name: m, aggregation: sum, column: a}]} | 4 | 62"
                        + " | models[0].metrics[0].aggregation"
                        + " | must be one of SUM, AVG, COUNT, COUNT_DISTINCT, MIN, MAX; did you mean 'SUM'?",
                "{table: x, database: d, metrics: [{name: m, formula: '[n]'}]} | 4 | 58 | models[0].metrics[0].formula"
                        + " | names the metric [n], which the model does not have",
            })
    void saysWhatIsWrongAndWhere(String model, int line, int column, String path, String message) {
        String text = "version: 1\n# a comment\nmodels:\n  - " + model + "\n";

        assertThat(violations(text)).contains(new Violation(path, line, column, message));
    }

    @Test
    void findsEverythingAtOnceInReadingOrder() {
        String text = """
                name: ''
                defaults: {databse: warehouse}
                models:
                  - table: a
                    database: d
                    columns:
                      - name: 1
                        colour: red
                      - name: b
                      - name: b
                    metrics:
                      - {name: m, formula: "[m]"}
                      - {name: n, formula: "[o]"}
                      - {name: o, expression: x, aggregation: SUM}
                  - table: a
                    database: d
                """;

        assertThat(violations(text))
                .extracting(Violation::path)
                .containsExactly(
                        "version",
                        "name",
                        "defaults.databse",
                        "models[0].columns[0].name",
                        "models[0].columns[0].colour",
                        "models[0].columns[2].name",
                        "models[0].metrics[0].formula",
                        "models[0].metrics[2]",
                        "models[1].table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "text", "~", "{version: 1}", "{version: 2, models: []}", "{version: 1, models: {}}"})
    void refusesWhatIsNoDocument(String text) {
        assertThat(violations(text)).isNotEmpty();
    }

    @Test
    void readsADocumentInsideARequest() {
        String request = """
                {"target": "main",
                 "models": {"version": 1, "models": [
                   {"table": "a", "databas": "d"}]}}
                """;
        ParsedText document = parse(request, Notation.JSON).below("models");

        InvalidModels invalid = invalid(List.of(document));

        assertThat(invalid.violations())
                .contains(new Violation("models[0].databas", 3, 19, "is no known key; did you mean 'database'?"));
    }

    @Test
    void saysThatARequestHasNoDocument() {
        InvalidModels invalid =
                invalid(List.of(parse("{\"target\": \"main\"}", Notation.JSON).below("models")));

        assertThat(invalid.violations()).extracting(Violation::path).containsExactly("");
    }

    @Test
    void readsATreeThatCameFromNoText() {
        ParsedText tree = ParsedText.ofTree(
                parse("{\"version\": 1, \"models\": [{}]}", Notation.JSON).root());

        assertThat(invalid(List.of(tree)).violations()).containsExactly(Violation.at("models[0].table", "is missing"));
    }

    @Test
    void mergesTheModelsOfSeveralFiles() {
        Document document = reader.read(
                List.of(
                        file("a.yaml", "{version: 1, name: shop, defaults: {database: d}, models: [{table: a}]}"),
                        file("b.yaml", "{version: 1, models: [{table: a, database: e}]}")),
                Supplement.NONE);

        assertThat(document.name()).isEqualTo("shop");
        assertThat(document.models()).extracting(Model::database).containsExactly("d", "e");
    }

    @Test
    void namesTheFileOfWhatIsWrong() {
        InvalidModels invalid = invalid(List.of(
                file("a.yaml", "{version: 1, name: shop, models: [{table: a, database: d}]}"),
                file("b.yaml", "version: 1\nname: other\nmodels: [{table: a, database: d}]"),
                file("b.yaml", "version: 1\nmodels: [{tabel: a}]")));

        assertThat(invalid.violations())
                .containsExactly(
                        new Violation(
                                "b.yaml#name", 2, 7, "differs from the name of a file before it, which is 'shop'"),
                        new Violation(
                                "b.yaml#models[0].table",
                                3,
                                18,
                                "is the dataset of another model too: a.yaml#models[0]; keep one of them"),
                        new Violation("b.yaml, part 3#models[0].table", 2, 10, "is missing"),
                        new Violation(
                                "b.yaml, part 3#models[0].tabel", 2, 11, "is no known key; did you mean 'table'?"));
    }

    @Test
    void refusesMoreModelsThanASyncMayHave() {
        String models = "{table: t, database: d},".repeat(50_001);

        assertThat(violations("{version: 1, models: [" + models + "]}"))
                .contains(new Violation("models", 1, 22, "must not have more than 50000 entries, and has 50001"));
    }

    @Test
    void publishesTheSchema() {
        assertThat(NativeReader.schema()).contains("\"https://json-schema.org/draft/2020-12/schema\"");
    }

    @Test
    void tellsTheFirstViolationsInItsMessage() {
        assertThatThrownBy(() -> read("{version: 1, models: [{}]}"))
                .isInstanceOf(InvalidModels.class)
                .hasMessage("The models are not valid: models[0].table is missing");
    }

    private Document read(String yaml) {
        return reader.read(parse(yaml, Notation.YAML), Supplement.NONE);
    }

    private List<Violation> violations(String yaml) {
        return invalid(List.of(parse(yaml, Notation.YAML))).violations();
    }

    private InvalidModels invalid(List<ParsedText> texts) {
        @Nullable
        InvalidModels invalid = catchThrowableOfType(InvalidModels.class, () -> reader.read(texts, Supplement.NONE));
        return Objects.requireNonNull(invalid);
    }

    private static ParsedText parse(String text, Notation notation) {
        return DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), notation);
    }

    private static ParsedText file(String name, String text) {
        return DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), Notation.ofFile(name), name);
    }

    /** The service's PostgreSQL and Superset's cannot store them, and say no more than that. */
    @Test
    void refusesTextsThatNoDatabaseStores() {
        assertThat(violations("""
                version: 1
                name: "a\\0"
                models:
                  - table: orders
                    database: warehouse
                    description: "\\ud83d\\ude00 and half of it: \\ud83d"
                    owners: ["a\\0@example.org"]
                """))
                .containsExactlyInAnyOrder(
                        new Violation("name", 2, 7, "must not contain the character NUL"),
                        new Violation("models[0].description", 6, 18, "must not contain half of a surrogate pair"),
                        new Violation("models[0].owners[0]", 7, 14, "must not contain the character NUL"));
    }
}
