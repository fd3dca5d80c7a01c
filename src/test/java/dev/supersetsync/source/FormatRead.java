package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A text in a format of others that is read through the public door, and what tests look at of what became of it. */
record FormatRead(Format format, List<ParsedText> texts, Supplement supplement, Selection selection) {

    /** Texts that stand in a test. */
    static FormatRead of(Format format, String... yaml) {
        List<ParsedText> texts = Arrays.stream(yaml)
                .map(text -> DocumentText.parse(text.getBytes(StandardCharsets.UTF_8), Notation.YAML))
                .toList();
        return new FormatRead(format, texts, Supplement.NONE, Selection.USUAL);
    }

    /** Files among the resources of the tests, with their names. */
    static FormatRead ofFiles(Format format, String... files) {
        List<ParsedText> texts = new ArrayList<>();
        for (String file : files) {
            texts.add(DocumentText.parse(bytes(file), Notation.ofFile(file), files.length == 1 ? null : file));
        }
        return new FormatRead(format, texts, Supplement.NONE, Selection.USUAL);
    }

    FormatRead with(Supplement other) {
        return new FormatRead(format, texts, other, selection);
    }

    FormatRead select(String... words) {
        return new FormatRead(format, texts, supplement, new Selection(List.of(words), selection.exclude()));
    }

    FormatRead exclude(String... words) {
        return new FormatRead(format, texts, supplement, new Selection(selection.select(), List.of(words)));
    }

    Document document() {
        return new DocumentReader().read(format, texts, supplement, selection);
    }

    /** The document in our own format. */
    JsonNode written() {
        return NativeWriter.write(document());
    }

    /** The names of the datasets, with their schemas. */
    List<String> tables() {
        return document().models().stream()
                .map(model -> model.schema() + "." + model.table())
                .toList();
    }

    /** One model of the document in our own format. */
    JsonNode model(String table) {
        return named(written().path("models"), "table", table);
    }

    static JsonNode named(JsonNode list, String key, String name) {
        return list.valueStream()
                .filter(item -> item.path(key).asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name + " in " + list));
    }

    List<String> losses() {
        return document().losses().stream().map(Loss::message).toList();
    }

    /** What is wrong, each with its path. */
    List<String> violations() {
        return invalid().stream()
                .map(violation -> violation.path() + ": " + violation.message())
                .toList();
    }

    List<Violation> invalid() {
        InvalidModels invalid = catchThrowableOfType(InvalidModels.class, this::document);
        if (invalid == null) {
            throw new AssertionError("This is valid: " + written());
        }
        return invalid.violations();
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = Objects.requireNonNull(FormatRead.class.getResourceAsStream("/" + file), file)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
