package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is passed over in files of dbt makes no difference to what is read from them. */
class DbtNeededTests {

    private static final Path FILES = Path.of("src/test/resources/dbt");
    private static final Supplement SUPPLEMENT =
            new Supplement(null, new Defaults("warehouse", null, "dwh", null), Map.of());

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all
                    .filter(path -> path.getFileName().toString().endsWith("manifest.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void readsTheSameOfAllOfIt(Path file) throws IOException {
        for (Format format : List.of(Format.DBT, Format.METRICFLOW)) {
            ParsedText needed = parsed(file, DocumentReader.intake(format, 20L * 1024 * 1024));

            assertThat(needed.root().has("macros")).isFalse();
            assertThat(read(format, needed)).isEqualTo(read(format, parsed(file, Intake.WHOLE)));
        }
    }

    private static ParsedText parsed(Path file, Intake intake) throws IOException {
        try (var text = Files.newInputStream(file)) {
            return DocumentText.parse(text, Notation.JSON, null, intake);
        }
    }

    private static Object read(Format format, ParsedText text) {
        try {
            Document document = new DocumentReader().read(format, List.of(text), SUPPLEMENT, Selection.USUAL);
            return List.of(NativeWriter.write(document), document.losses());
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
