package dev.supersetsync.source;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.DocumentRules;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads documents in any format. Several texts become one document. What is wrong with any of them is reported at once,
 * at its place in the text that was sent; what a format says and a document cannot is among its losses.
 */
public final class DocumentReader {

    private static final Map<Format, FormatReader> READERS = readers();
    private static final Pattern MODEL = Pattern.compile("^models\\[(\\d+)]");

    private final NativeReader ownFormat = new NativeReader();

    private static Map<Format, FormatReader> readers() {
        Map<Format, FormatReader> readers = new EnumMap<>(Format.class);
        readers.put(Format.DBT, new DbtReader());
        readers.put(Format.METRICFLOW, new MetricFlowReader());
        readers.put(Format.OSSIE, new OssieReader());
        readers.put(Format.CUBE, new CubeReader());
        readers.put(Format.MARA_SCHEMA, new MaraReader());
        return readers;
    }

    /**
     * How texts of a format are taken in.
     *
     * @param most how long they may be, as far as they are JSON and not in our own format
     */
    public static Intake intake(Format format, long mostBytes) {
        FormatReader reader = READERS.get(format);
        return reader == null ? Intake.WHOLE : new Intake(mostBytes, reader.needed());
    }

    /**
     * Reads a document.
     *
     * @param texts at least one
     * @param selection which of the contents are meant, for formats of dbt
     * @throws InvalidModels with everything that is wrong
     */
    public Document read(Format format, List<ParsedText> texts, Supplement supplement, Selection selection) {
        List<Part> parts = Part.of(texts);
        refuseOthers(format, parts);
        FormatReader reader = READERS.get(format);
        if (reader == null) {
            return ownFormat.read(texts, supplement);
        }
        Draft draft = new Draft(parts, supplement);
        reader.read(draft, selection);
        return bound(draft, supplement);
    }

    /** Refuses texts that are of another format; a text of our own format that is just wrong is told what is wrong. */
    private void refuseOthers(Format format, List<Part> parts) {
        List<Violation> violations = new ArrayList<>();
        FormatReader reader = READERS.get(format);
        for (Part part : parts) {
            JsonNode root = part.text().root();
            Optional<String> other = lookalike(format, root);
            if (reader != null && !reader.recognises(root)) {
                violations.add(Violation.at(
                        part.prefix(),
                        "is not " + reader.what()
                                + other.map(DocumentReader::advice).orElse("")));
            } else if (reader == null && other.isPresent()) {
                violations.add(Violation.at(part.prefix(), "is no document" + advice(other.get())));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidModels(violations);
        }
    }

    private static String advice(String other) {
        return "; this looks like " + other + ": send it with the format " + other;
    }

    private Optional<String> lookalike(Format format, JsonNode root) {
        if (format != Format.NATIVE && root.path("models").isArray() && root.has("version")) {
            return Optional.of(Format.NATIVE.word());
        }
        return READERS.entrySet().stream()
                .filter(entry -> entry.getKey() != format && entry.getValue().recognises(root))
                .map(entry -> entry.getKey().word())
                .findFirst();
    }

    private static Document bound(Draft draft, Supplement supplement) {
        Violations violations = new Violations(draft.parts());
        violations.addAll(draft.violations());
        ParsedText text = ParsedText.ofTree(draft.tree());
        violations.addUnlessKnown(SchemaCheck.MODELS.check(text).stream()
                .map(violation -> inOrigin(violation, draft.models()))
                .toList());
        ModelBinder binder = new ModelBinder(
                index -> draft.models().get(index).origin(), text.root(), supplement.withoutDatabaseNames());
        SequencedMap<String, Model> models = new LinkedHashMap<>(binder.models());
        violations.addUnlessKnown(binder.violations());
        violations.addUnlessKnown(DocumentRules.check(models));
        violations.throwIfAny();
        return new Document(name(text.root()), new ArrayList<>(models.values()), losses(draft, models));
    }

    private static @Nullable String name(JsonNode document) {
        return new Fields(document).text("name");
    }

    private static Violation inOrigin(Violation violation, List<Drafted> models) {
        Matcher matcher = MODEL.matcher(violation.path());
        if (!matcher.find()) {
            return violation;
        }
        String origin = models.get(Integer.parseInt(matcher.group(1))).origin();
        return Violation.at(origin + violation.path().substring(matcher.end()), violation.message());
    }

    private static List<Loss> losses(Draft draft, Map<String, Model> models) {
        List<Loss> losses = new ArrayList<>(draft.losses());
        draft.models()
                .forEach(drafted -> Optional.ofNullable(models.get(drafted.origin()))
                        .ifPresent(model -> losses.addAll(drafted.losses(model.key()))));
        return losses;
    }
}
