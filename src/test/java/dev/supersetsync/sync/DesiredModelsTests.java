package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.Supplement;
import dev.supersetsync.state.Database;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The datasets that models mean. */
class DesiredModelsTests {

    private final DesiredModels models = new DesiredModels(
            Map.of("warehouse", new Database(1, "uuid", "warehouse", "postgresql", new Database.Catalog.Named("dwh"))));

    @Test
    void theDefaultCatalogIsTheSameAsNone() {
        assertThat(models.of(document("{table: a, catalog: dwh}, {table: b, catalog: other}, {table: c}")))
                .extracting(model -> String.valueOf(model.dataset().key().catalog()))
                .containsExactly("null", "other", "null");
    }

    @Test
    void twoModelsAreNotOneDatasetUnderTwoNamesOfItsCatalog() {
        Document document = document("{table: a}, {table: b}, {table: a, catalog: dwh}");

        assertThatExceptionOfType(InvalidModels.class)
                .isThrownBy(() -> models.of(document))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Violation::path)
                        .containsExactly("models[2].table"));
    }

    private static Document document(String models) {
        String text = "{version: 1, defaults: {database: warehouse, schema: shop}, models: [" + models + "]}";
        return new NativeReader()
                .read(DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), Notation.YAML), Supplement.NONE);
    }
}
