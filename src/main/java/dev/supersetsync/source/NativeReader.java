package dev.supersetsync.source;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.DocumentRules;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents in our own format, version 1. Several texts become one document, as if their models had been written
 * in one; whatever is wrong with any of them is reported at once, with the file's name before the path.
 */
public final class NativeReader {

    /** The JSON Schema (draft 2020-12) that every document is held against. */
    public static String schema() {
        return SchemaCheck.MODELS.schemaText();
    }

    /**
     * Reads a document from the only text that there is.
     *
     * @throws InvalidModels with everything that is wrong
     */
    public Document read(ParsedText text, Supplement supplement) {
        return read(List.of(text), supplement);
    }

    /**
     * Reads a document that is spread over several texts.
     *
     * @throws InvalidModels with everything that is wrong
     */
    public Document read(List<ParsedText> texts, Supplement supplement) {
        List<Part> parts = Part.of(texts);
        Violations violations = new Violations(parts);
        SequencedMap<String, Model> models = new LinkedHashMap<>();
        for (Part part : parts) {
            violations.addAll(part.check());
            ModelBinder binder = new ModelBinder(
                    index -> part.prefix() + Paths.item("models", index),
                    part.text().root(),
                    supplement);
            models.putAll(binder.models());
            violations.addUnlessKnown(binder.violations());
        }
        String name = name(parts, violations);
        violations.addUnlessKnown(DocumentRules.check(models));
        violations.throwIfAny();
        return new Document(name == null ? supplement.name() : name, new ArrayList<>(models.values()));
    }

    /** The name that the parts have in common; a part may leave it out. */
    private static @Nullable String name(List<Part> parts, Violations violations) {
        String common = null;
        for (Part part : parts) {
            String name = new Fields(part.text().root()).text("name");
            if (name != null && name.isBlank()) {
                violations.addUnlessKnown(List.of(Violation.at(part.prefix() + "name", "must not be empty")));
            } else if (name != null && common != null && !name.equals(common)) {
                violations.addUnlessKnown(List.of(Violation.at(
                        part.prefix() + "name",
                        "differs from the name of a file before it, which is '" + common + "'")));
            } else if (name != null) {
                common = name;
            }
        }
        return common;
    }
}
