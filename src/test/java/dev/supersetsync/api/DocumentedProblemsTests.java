package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/api.md against the problems that there are. */
class DocumentedProblemsTests {

    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d{3}) \\| `(/problems/[a-z-]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyProblemIsDocumentedWithItsStatusAndNoOther() throws IOException {
        var documented = ROW.matcher(Files.readString(Path.of("docs/api.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.status().value() + " " + type.uri())
                        .toList());
    }
}
