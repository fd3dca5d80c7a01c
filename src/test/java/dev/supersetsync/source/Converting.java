package dev.supersetsync.source;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads texts of another format through the public door, and shows the document and its losses as a test compares them. */
record Converting(Format format, Supplement supplement, List<ParsedText> texts) {

    static Converting of(Format format, String... yamls) {
        List<ParsedText> texts = new ArrayList<>();
        for (String yaml : yamls) {
            texts.add(parsed(yaml));
        }
        return new Converting(format, Supplement.NONE, texts).inDatabase("warehouse");
    }

    /** With a name for the database where the format has none, or one that means nothing to Superset. */
    Converting inDatabase(@Nullable String database) {
        return with(database, Map.of());
    }

    Converting with(@Nullable String database, Map<String, String> databaseNames) {
        return new Converting(
                format, new Supplement(null, new Defaults(database, null, null, null), databaseNames), texts);
    }

    Document document() {
        return new DocumentReader().read(format, texts, supplement, Selection.USUAL);
    }

    /** The document in our own format. */
    JsonNode written() {
        return NativeWriter.write(document());
    }

    /** The model of a name. */
    JsonNode model(String table) {
        return written()
                .path("models")
                .valueStream()
                .filter(model -> model.path("table").asString().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no model " + table + ": " + written()));
    }

    JsonNode column(String table, String name) {
        return named(model(table).path("columns"), name);
    }

    JsonNode metric(String table, String name) {
        return named(model(table).path("metrics"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(entry -> entry.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name + ": " + list));
    }

    /** The messages of what was lost. */
    List<String> losses() {
        return document().losses().stream().map(Loss::message).toList();
    }

    /** What is wrong: its path and its message. */
    List<String> violations() {
        try {
            return List.of("Nothing is wrong: " + NativeWriter.write(document()));
        } catch (InvalidModels invalid) {
            return invalid.violations().stream().map(Converting::words).toList();
        }
    }

    private static String words(Violation violation) {
        return "%s (line %s): %s".formatted(violation.path(), violation.line(), violation.message());
    }

    /** A text of YAML as a tree, to compare with. */
    static JsonNode tree(String yaml) {
        return parsed(yaml).root();
    }

    private static ParsedText parsed(String yaml) {
        return DocumentText.parse(yaml.getBytes(StandardCharsets.UTF_8), Notation.YAML);
    }

    /** An example of the documentation: what stands in one of its blocks of YAML, counted from 0. */
    static String documented(String page, int block) {
        try {
            return Files.readString(Path.of("docs/formats", page))
                    .split("```yaml\n")[block + 1]
                    .split("```")[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a model says of the members that another one has. */
    static JsonNode as(JsonNode model, JsonNode other) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        other.propertyNames().forEach(name -> part.set(name, model.path(name)));
        return part;
    }

    static String resource(String path) {
        try (InputStream stream = Objects.requireNonNull(Converting.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
