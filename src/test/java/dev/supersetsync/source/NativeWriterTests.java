package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeWriterTests {

    @ParameterizedTest
    @ValueSource(strings = {"name: Größe\n", ""})
    void writesTheSameAsTextAndAsTree(String name) throws IOException {
        String shop = Files.readString(Path.of("examples", "shop.yaml")).replaceFirst("name: shop\n", name);
        Document document = read(shop, Notation.YAML);

        assertThat(text(document)).isEqualTo(NativeWriter.write(document).toString());
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws IOException {
        Document document = read(Files.readString(Path.of("examples", "shop.yaml")), Notation.YAML);

        assertThat(read(text(document), Notation.JSON)).isEqualTo(document);
    }

    private static String text(Document document) {
        var out = new ByteArrayOutputStream();
        NativeWriter.write(document, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Document read(String text, Notation notation) {
        return new NativeReader()
                .read(DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), notation), Supplement.NONE);
    }
}
