package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the pages of the formats dbt and metricflow tell people is so. */
class DbtDocumentationTests {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theSchemaOfMetaIsOne() throws IOException {
        Schema schemaOfSchemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(schemaOfSchemas.validate(schema())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "column", "calculated_column", "metric", "declared_metric"})
    void everyKeyOfMetaIsInTheReferenceAndDescribed(String definition) throws IOException {
        String reference = page("dbt") + page("metricflow");

        JsonNode properties = schema().path("$defs").path(definition).path("properties");
        assertThat(properties.propertyNames())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
        properties.forEachEntry((name, property) -> assertThat(property.has("description") || property.has("$ref"))
                .as(name)
                .isTrue());
    }

    @Test
    void theWordsOfMetaAreThoseOfTheDocument() throws IOException {
        JsonNode document = JsonText.parse(NativeReader.schema())
                .root()
                .path("$defs")
                .path("column")
                .path("properties");

        assertThat(schema().path("$defs")
                        .path("calculated_column")
                        .path("properties")
                        .propertyNames())
                .containsExactlyElementsOf(document.propertyNames());
    }

    @Test
    void theExampleOfDbtBecomesWhatIsSaid() throws IOException {
        JsonNode said = yaml(examples("dbt").getLast());

        assertThat(FormatRead.ofFiles(Format.DBT, "dbt/dbt-1.11/manifest.json")
                        .select("fct_orders")
                        .written())
                .isEqualTo(said);
    }

    @Test
    void theExampleOfMetricFlowBecomesWhatIsSaid() throws IOException {
        List<String> examples = examples("metricflow");
        FormatRead read = FormatRead.of(Format.METRICFLOW, examples.getFirst());

        assertThat(read.written()).isEqualTo(yaml(examples.getLast()));
        assertThat(read.losses()).isEmpty();
    }

    private static List<String> examples(String format) throws IOException {
        return YAML.matcher(page(format))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```yaml", "").replace("```", ""))
                .toList();
    }

    private static JsonNode yaml(String text) {
        return DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), Notation.YAML)
                .root();
    }

    private static String page(String format) throws IOException {
        return Files.readString(Path.of("docs/formats/" + format + ".md"));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                DbtDocumentationTests.class.getResourceAsStream("/schema/dbt-meta-v1.schema.json"))) {
            return JsonText.parse(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
                    .root();
        }
    }
}
