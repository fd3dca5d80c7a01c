package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.MetricSql;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.Quoting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the schema and the reference of the format tell people is so. */
class DocumentationTests {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(version:.*?)```", Pattern.DOTALL);

    @Test
    void theSchemaIsOne() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema schemaOfSchemas = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(schemaOfSchemas.validate(schema())).isEmpty();
    }

    @Test
    void everythingInTheSchemaIsDescribed() {
        for (String type : new String[] {"model", "column", "metric"}) {
            schema().path("$defs")
                    .path(type)
                    .path("properties")
                    .forEachEntry((name, property) -> assertThat(property.has("description") || property.has("$ref"))
                            .as(type + "." + name)
                            .isTrue());
        }
    }

    @Test
    void theExampleIsValidAndBecomesWhatIsSaid() throws IOException {
        String reference = Files.readString(Path.of("docs/document.md"));
        Matcher example = YAML.matcher(reference);
        assertThat(example.find()).isTrue();

        Document document = new NativeReader()
                .read(
                        DocumentText.parse(example.group(1).getBytes(StandardCharsets.UTF_8), Notation.YAML),
                        Supplement.NONE);

        Model model = document.models().getFirst();
        assertThat(model.columns()).extracting(ModelColumn::name).contains("margin");
        assertThat(reference)
                .contains(MetricSql.of(model, Quoting.forBackend("postgresql")).get("average_order"));
    }

    @Test
    void everyKeyIsInTheReference() throws IOException {
        String reference = Files.readString(Path.of("docs/document.md"));

        for (String type : new String[] {"model", "column", "metric"}) {
            assertThat(schema().path("$defs").path(type).path("properties").propertyNames())
                    .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
        }
    }

    private static JsonNode schema() {
        return JsonText.parse(NativeReader.schema()).root();
    }
}
