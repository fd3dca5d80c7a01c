package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document that the demo's first sync sends. */
class ExampleTests {

    @Test
    void isValid() throws IOException {
        var example = DocumentText.parse(Files.readAllBytes(Path.of("examples/shop.yaml")), Notation.YAML);

        var document = new NativeReader().read(example, Supplement.NONE);

        assertThat(document.name()).isEqualTo("shop");
        assertThat(document.models())
                .extracting(Model::table)
                .containsExactly("order_items", "customers", "top_customers");
    }
}
