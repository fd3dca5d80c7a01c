package dev.supersetsync.cli;

import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.Intake;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.ParsedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A file of models, or what came by a stream. A file is read when it is needed, and not kept.
 *
 * @param name as it was given
 * @param size in bytes
 * @param content its bytes, from the first one on
 */
record ModelFile(String name, Notation notation, long size, Supplier<InputStream> content) {

    static final String STANDARD_INPUT = "-";

    /**
     * A regular file, which can be read again.
     *
     * @throws IOException if it cannot be read
     */
    static ModelFile of(String name) throws IOException {
        Path path = Path.of(name);
        try (InputStream content = Files.newInputStream(path)) {
            content.read();
        }
        return new ModelFile(name, Notation.ofFile(name), Files.size(path), () -> opened(path));
    }

    private static InputStream opened(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Standard input, which has no name that says what it is: it is JSON if it begins like that. */
    static ModelFile ofStandardInput(byte[] content) {
        return ofStream(STANDARD_INPUT, content);
    }

    /** What came by a stream such as a pipe, whose name does not say either what it is. */
    static ModelFile ofStream(String name, byte[] content) {
        return new ModelFile(name, notation(content), content.length, () -> new ByteArrayInputStream(content));
    }

    private static Notation notation(byte[] content) {
        for (byte letter : content) {
            if (letter > ' ') {
                return letter == '{' || letter == '[' ? Notation.JSON : Notation.YAML;
            }
        }
        return Notation.YAML;
    }

    /** What it says. */
    ParsedText parsed(Intake intake) {
        try (InputStream text = content.get()) {
            return DocumentText.parse(text, notation, name, intake);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
