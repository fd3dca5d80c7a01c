package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What exports of mara-schema become, row by row. */
class MaraReaderTests {

    private static final Supplement WAREHOUSE =
            new Supplement(null, new Defaults("warehouse", null, null, null), Map.of());
    private static final String EXPORT = """
            {"format": "mara-schema", "version": 1, %s "data_sets": [
              {"name": "Orders", "attributes": [%s], "metrics": [%s]}]}""";
    /** What formulas of the tests name. */
    private static final String PARENTS = """
            {"name": "A", "aggregation": "count"}, {"name": "B", "aggregation": "distinct-count"},
            {"name": "# C / D", "aggregation": "sum"},""";

    @Test
    void readsTheExampleOfMaraSchema() {
        var document = read(file("tables.json"));

        assertThat(document.name()).isEqualTo("mara");
        assertThat(document.models()).extracting(Model::table).containsExactly("Order items", "Customers", "Products");
        assertThat(document.models()).extracting(Model::schema).containsOnly("superset");
        assertThat(document.models()).extracting(Model::database).containsOnly("warehouse");
        assertThat(document.models()).extracting(Model::undeclaredColumns).containsOnly(UndeclaredColumns.HIDE);
        assertThat(document.models()).extracting(Model::sql).containsOnlyNulls();
        assertThat(document.models().getFirst().columns())
                .extracting(ModelColumn::name)
                .containsExactly(
                        "Order item ID",
                        "Order ID",
                        "Order date",
                        "Customer ID",
                        "Customer favourite product category level 1",
                        "Customer favourite product category level 2",
                        "Customer first order date",
                        "Product SKU",
                        "Product category level 1",
                        "Product category level 2");
        assertThat(document.losses())
                .extracting(Loss::message)
                .containsExactly(
                        "Order items: that these are important (important_field) has no place in Superset: Order ID, Order date,"
                                + " Customer ID, Customer first order date, # Orders, Product revenue, Revenue, AOV",
                        "Customers: that these are important (important_field) has no place in Superset: Customer ID,"
                                + " First order ID, First order date, # Orders, CLV",
                        "Products: that these are important (important_field) has no place in Superset: Revenue last 30 days,"
                                + " # Items on stock");
    }

    @Test
    void readsTheQueriesOfTheExample() {
        var document = read(file("queries.json"));

        assertThat(document.models()).extracting(Model::isVirtual).containsOnly(true);
        assertThat(document.models().getLast().sql()).startsWith("SELECT").contains("LEFT JOIN");
    }

    @Test
    void makesAModelOfADataSet() {
        var models = written("""
                {"format": "mara-schema", "version": 1, "mara_schema_version": "1.2.1", "name": "shop",
                 "database": "dwh", "schema": "bi", "data_sets": [{
                  "name": "Orders", "table": "Orders",
                  "entity": {"name": "Order", "description": "Valid orders", "schema_name": "d", "table_name": "order"},
                  "attributes": [{"name": "Order date", "column": "Order date", "type": "date", "path": ["Order"]}],
                  "metrics": [{"name": "Revenue", "aggregation": "sum", "column": "Revenue"}]}]}
                """);

        assertThat(models).isEqualTo(parsed("""
                version: 1
                name: shop
                models:
                - table: Orders
                  database: warehouse
                  catalog: null
                  schema: bi
                  description: Valid orders
                  undeclared_columns: HIDE
                  columns:
                  - {name: Order date, temporal: true, hidden: false}
                  metrics:
                  - {name: Revenue, aggregation: SUM, column: Revenue}
                """));
    }

    @Test
    void takesTheQueryOfADataSetWithoutATable() {
        var document = read("""
                {"format": "mara-schema", "version": 1, "data_sets": [{"name": "Orders", "sql": "SELECT 1 AS a"}]}
                """);

        assertThat(document.models().getFirst().sql()).isEqualTo("SELECT 1 AS a");
        assertThat(document.models().getFirst().schema()).isNull();
        assertThat(document.models().getFirst().undeclaredColumns()).isEqualTo(UndeclaredColumns.HIDE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # of the export                                   | of the attribute                    | becomes
                                                              |                                     | {hidden: false}
                                                              | "description": "When"               | {description: When, hidden: false}
                                                              | "description": "W", "more_url": "u" | {description: "W\\n\\nMore: u", hidden: false}
                                                              | "more_url": "u"                     | {description: "More: u", hidden: false}
                                                              | "type": "date"                      | {temporal: true, hidden: false}
                                                              | "type": "duration"                  | {hidden: false}
                                                              | "type": "id"                        | {hidden: false}
                                                              | "type": "enum"                      | {hidden: false}
                                                              | "type": null                        | {hidden: false}
                                                              | "path": ["Customer"]                | {hidden: false}
                                                              | "personal_data": true               | {groupable: false, filterable: false, hidden: true}
            "personal_data": "SHOW",                          | "personal_data": true               | {hidden: false}
            "personal_data": "NOT_FILTERABLE",                | "personal_data": true               | {filterable: false, hidden: false}
            "personal_data": "HIDE",                          | "personal_data": true               | {groupable: false, filterable: false, hidden: true}
            "personal_data": "HIDE",                          | "personal_data": false              | {hidden: false}
                                                              | "high_cardinality": true            | {hidden: false}
            "high_cardinality_attributes": "NOT_FILTERABLE",  | "high_cardinality": true            | {filterable: false, hidden: false}
            "high_cardinality_attributes": "HIDE",            | "high_cardinality": true            | {groupable: false, filterable: false, hidden: true}
            "high_cardinality_attributes": "NOT_FILTERABLE",  | "high_cardinality": true, "personal_data": true | {groupable: false, filterable: false, hidden: true}
            """)
    void makesAColumnOfAnAttribute(String settings, String members, String column) {
        var attribute = "{\"name\": \"At\"" + (members == null ? "" : ", " + members) + "}";
        var export = EXPORT.formatted(settings == null ? "" : settings, attribute, "");

        var models = written(export);

        assertThat(models.at("/models/0/columns")).isEqualTo(parsed("[" + column.replace("{", "{name: At, ") + "]"));
        assertThat(read(export).losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"personal_data, personal_data", "high_cardinality_attributes, high_cardinality"})
    void leavesOutAnAttributeThatTheTablesLack(String setting, String flag) {
        var attributes = "{\"name\": \"At\", \"%s\": true}, {\"name\": \"Status\"}".formatted(flag);

        var models = written(EXPORT.formatted("\"%s\": \"LEAVE_OUT\",".formatted(setting), attributes, ""));

        assertThat(models.at("/models/0/columns")).isEqualTo(parsed("[{name: Status, hidden: false}]"));
    }

    @Test
    void labelsColumnsThatAreCalledOtherwise() {
        var models = written(EXPORT.formatted(
                "",
                "{\"name\": \"Order date\", \"column\": \"order_date\"}",
                "{\"name\": \"# Orders\", \"column\": \"_orders\", \"aggregation\": \"count\"}"));

        assertThat(models.at("/models/0/columns"))
                .isEqualTo(parsed("[{name: order_date, label: Order date, hidden: false}]"));
        assertThat(models.at("/models/0/metrics"))
                .isEqualTo(parsed("[{name: \"# Orders\", aggregation: COUNT, column: _orders}]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # of the export     | of the metric                                                 | becomes
                                | "aggregation": "sum"                                          | {aggregation: SUM, column: M}
                                | "aggregation": "avg"                                          | {aggregation: AVG, column: M}
                                | "aggregation": "count"                                        | {aggregation: COUNT, column: M}
                                | "aggregation": "distinct-count", "column": "m"                | {aggregation: COUNT_DISTINCT, column: m}
                                | "aggregation": "sum", "number_format": "Standard"             | {aggregation: SUM, column: M, d3_format: ",.2~f"}
                                | "aggregation": "sum", "number_format": "Percent"              | {aggregation: SUM, column: M, d3_format: ".1%"}
                                | "aggregation": "sum", "number_format": "Currency"             | {aggregation: SUM, column: M, d3_format: ",.2f"}
            "currency": "EUR",  | "aggregation": "sum", "number_format": "Currency"             | {aggregation: SUM, column: M, d3_format: ",.2f", currency: EUR}
            "currency": "EUR",  | "aggregation": "sum", "number_format": "Standard"             | {aggregation: SUM, column: M, d3_format: ",.2~f"}
                                | "aggregation": "sum", "description": "D", "more_url": "u"     | {aggregation: SUM, column: M, description: "D\\n\\nMore: u"}
                                | "formula": "[A] + [B]"                                        | {formula: "[A] + [B]"}
                                | "formula": "[A] / [B]"                                        | {formula: "([A] * 1.0) / ([B] * 1.0)"}
                                | "formula": "([A] + [B]) / 100"                                | {formula: "(([A] * 1.0) + ([B] * 1.0)) / 100"}
                                | "formula": "[# C / D] - [A]"                                  | {formula: "[# C / D] - [A]"}
                                | "formula": "[# C / D] / [A]"                                  | {formula: "([# C / D] * 1.0) / ([A] * 1.0)"}
            """)
    void makesAMetricOfAMetric(String settings, String members, String metric) {
        var export =
                EXPORT.formatted(settings == null ? "" : settings, "", PARENTS + "{\"name\": \"M\", " + members + "}");

        var models = written(export);

        assertThat(models.at("/models/0/metrics/3")).isEqualTo(parsed(metric.replace("{", "{name: M, ")));
        assertThat(read(export).losses()).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # attributes                         | metrics                                                            | path              | message
            {"name": "At", "type": "array"}      |                                                                    | columns.At        | At is an array: Superset groups by and filters on whole arrays, not what is in them
            {"name": "At", "type": "map"}        |                                                                    | columns.At        | the type 'map' of At is not known, and was left out
            {"name": "At", "tags": []}           |                                                                    | columns.At        | 'tags' of At is not known, and was left out
                                                 | {"name": "M m", "aggregation": "sum", "number_format": "Roman"}    | metrics["M m"]    | the number format 'Roman' of M m is not known, and was left out
                                                 | {"name": "M", "aggregation": "sum", "filter": "x"}                 | metrics.M         | 'filter' of M is not known, and was left out
            """)
    void tellsWhatAColumnOrMetricLoses(String attributes, String metrics, String path, String message) {
        var losses = read(EXPORT.formatted("", Objects.toString(attributes, ""), Objects.toString(metrics, "")))
                .losses();

        assertThat(losses).extracting(Loss::path).containsExactly(path);
        assertThat(losses).extracting(Loss::message).containsExactly("Orders: " + message);
    }

    @Test
    void tellsWhatAnExportAndADataSetLose() {
        var losses = read("""
                {"format": "mara-schema", "version": 1, "colour": "red", "data_sets": [
                  {"name": "Orders", "table": "orders", "rules": [], "entity": {"owner": "Ana"},
                   "attributes": [{"name": "At", "important_field": true}],
                   "metrics": [{"name": "M", "aggregation": "sum", "important_field": true}]}]}
                """).losses();

        assertThat(losses)
                .extracting(Loss::message)
                .containsExactly(
                        "mara-schema: 'colour' is not known, and was left out",
                        "orders: its name as a data set, 'Orders', has no place: Superset calls it as its table",
                        "orders: 'rules' is not known, and was left out",
                        "orders: 'owner' is not known, and was left out",
                        "orders: that these are important (important_field) has no place in Superset: At, M");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # export                                                        | violation
            {"format": "mara-schema", "data_sets": []}                      | version must be 1: write the export with the superset_sync_mara of this service
            {"format": "mara-schema", "version": 2, "data_sets": []}        | version must be 1: write the export with the superset_sync_mara of this service
            {"format": "mara-schema", "version": "1", "data_sets": []}      | version must be 1: write the export with the superset_sync_mara of this service
            {"format": "mara-schema", "version": 1, "data_sets": {}}        | data_sets must be a list
            {"format": "mara-schema", "version": 1, "data_sets": [7]}       | data_sets[0] must be an object
            {"format": "mara-schema", "version": 1, "data_sets": [{}]}      | data_sets[0].name is missing
            {"data_sets": [{"name": "O", "entity": 1}], "version": 1}       | data_sets[0].entity must be an object
            {"data_sets": [], "version": 1, "currency": "Euro"}             | currency must be an ISO code, such as EUR
            {"data_sets": [], "version": 1, "personal_data": "HIDDEN"}      | personal_data 'HIDDEN' is not one of SHOW, NOT_FILTERABLE, HIDE, LEAVE_OUT; did you mean 'HIDE'?
            {"data_sets": [{"name": "O"}, {"name": "O"}], "version": 1}     | data_sets[1].table is the dataset of another model too: data_sets[0]; keep one of them
            """)
    void refusesAnExport(String export, String violation) {
        assertThat(violations(export)).containsExactly(violation);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # attributes                             | metrics                                         | violation
            {"column": "a"}                          |                                                 | data_sets[0].attributes[0].name is missing
            {"name": "a", "personal_data": "yes"}    |                                                 | data_sets[0].attributes[0].personal_data must be true or false
            {"name": 1}                              |                                                 | data_sets[0].attributes[0].name must be a text
                                                     | {"name": "M", "aggregation": "summ"}            | data_sets[0].metrics[0].aggregation 'summ' is not one of sum, avg, count, distinct-count; did you mean 'sum'?
                                                     | {"name": "M"}                                   | data_sets[0].metrics[0] must have exactly one of aggregation, formula and expression, and has none
                                                     | {"name": "M", "formula": "[M] + 1"}             | data_sets[0].metrics[0].formula is circular: it needs itself
                                                     | {"name": "M", "formula": "[N] + 1"}             | data_sets[0].metrics[0].formula names the metric [N], which the model does not have
                                                     | {"name": "M", "formula": "[N"}                  | data_sets[0].metrics[0].formula is not a formula: a [ is not closed with ]
            """)
    void refusesADataSet(String attributes, String metrics, String violation) {
        var export = EXPORT.formatted("", Objects.toString(attributes, ""), Objects.toString(metrics, ""));

        assertThat(violations(export)).containsExactly(violation);
    }

    @Test
    void refusesTwoAttributesOfOneName() {
        var export = EXPORT.formatted("", "{\"name\": \"Name\"}, {\"name\": \"Name\"}", "");

        assertThat(violations(export))
                .containsExactly(
                        "data_sets[0].attributes[1].name 'Name' is the column of another attribute too: give its"
                                + " entity link a prefix of its own");
    }

    @Test
    void tellsWhereTheTextSaysIt() {
        var invalid = refused(EXPORT.formatted("", "", "{\"name\": \"M\", \"formula\": \"[N]\"}"));

        assertThat(invalid).extracting(Violation::line).containsExactly(2);
    }

    @Test
    void readsSeveralExportsAsOneDocument() {
        var texts = Stream.of("Orders", "Customers")
                .map(name -> """
                        {"format": "mara-schema", "version": 1, "name": "shop", "data_sets": [{"name": "%s"}]}
                        """.formatted(name))
                .map(text -> DocumentText.parse(bytes(text), Notation.JSON))
                .toList();

        var document = new DocumentReader().read(Format.MARA_SCHEMA, texts, WAREHOUSE, Selection.USUAL);

        assertThat(document.models()).extracting(Model::table).containsExactly("Orders", "Customers");
    }

    @Test
    void letsTheRequestSayWhatBecomesOfOtherColumns() {
        var supplement =
                new Supplement("mine", new Defaults("other", null, null, UndeclaredColumns.KEEP), Map.of("dwh", "DWH"));

        var document = read("""
                {"format": "mara-schema", "version": 1, "name": "mara", "database": "dwh", "data_sets": [{"name": "O"}]}
                """, supplement);

        assertThat(document.name()).isEqualTo("mine");
        assertThat(document.models().getFirst().database()).isEqualTo("DWH");
        assertThat(document.models().getFirst().undeclaredColumns()).isEqualTo(UndeclaredColumns.KEEP);
    }

    @Test
    void saysSoIfATextIsOfAnotherFormat() {
        assertThat(violations("{\"version\": 1, \"models\": []}"))
                .containsExactly(
                        " is not an export of superset_sync_mara; this looks like native: send it with the format"
                                + " native");
    }

    @Test
    void theExampleOfTheDocumentationBecomesWhatIsSaid() throws IOException {
        String page = Files.readString(Path.of("docs/formats/mara-schema.md"));
        var document = read(block(page, "json"), Supplement.NONE);

        assertThat(NativeWriter.write(document)).isEqualTo(parsed(block(page, "yaml")));
        assertThat(document.losses())
                .extracting(Loss::message)
                .allSatisfy(loss -> assertThat(page).contains("`" + loss + "`"))
                .hasSize(1);
    }

    private static String block(String page, String language) {
        return page.split("```" + language + "\n", 2)[1].split("```", 2)[0];
    }

    private static Document read(String export) {
        return read(export, WAREHOUSE);
    }

    private static Document read(String export, Supplement supplement) {
        var text = DocumentText.parse(bytes(export), Notation.JSON);
        return new DocumentReader().read(Format.MARA_SCHEMA, List.of(text), supplement, Selection.USUAL);
    }

    private static JsonNode written(String export) {
        return NativeWriter.write(read(export));
    }

    private static List<String> violations(String export) {
        return refused(export).stream()
                .map(violation -> violation.path() + " " + violation.message())
                .toList();
    }

    private static List<Violation> refused(String export) {
        return catchThrowableOfType(InvalidModels.class, () -> read(export)).violations();
    }

    private static JsonNode parsed(String yaml) {
        return DocumentText.parse(bytes(yaml), Notation.YAML).root();
    }

    private static String file(String name) {
        try (var stream = MaraReaderTests.class.getResourceAsStream("/mara-schema/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
