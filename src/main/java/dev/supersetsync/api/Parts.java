package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.source.Budget;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.Intake;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.ParsedText;
import dev.supersetsync.sync.Refusal;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that came as {@code multipart/form-data}, so that files can be sent as they are: brings its parts into the
 * shape that the same request has as JSON.
 */
final class Parts {

    private static final Set<String> STRUCTURED = Set.of(
            RequestWords.GUARDS,
            RequestWords.DEFAULTS,
            RequestWords.DATABASE_NAMES,
            RequestWords.FORCE,
            RequestWords.ADOPT);

    private static final Set<String> LISTS =
            Set.of(RequestWords.UPDATE_STRATEGY, RequestWords.SELECT, RequestWords.EXCLUDE);

    /** How long all parts may be that are no models: they are kept whole. */
    private static final long MOST_BYTES = 1024 * 1024;

    private final Budget budget = new Budget();
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();
    private final List<ParsedText> models = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private long bytesLeft = MOST_BYTES;

    private Parts() {}

    /**
     * Reads them, the models after what is said of them.
     *
     * @param mostBytes how long files of models may be, as far as their format allows it
     */
    static Parts of(Collection<Part> parts, long mostBytes) throws IOException {
        var read = new Parts();
        for (Part part : parts) {
            if (!isModels(part)) {
                read.add(part);
            }
        }
        Intake intake = RequestReader.intake(read.members, mostBytes);
        for (Part part : parts) {
            if (isModels(part)) {
                read.models.add(read.models(part, intake));
            }
        }
        return read;
    }

    private static boolean isModels(Part part) {
        return part.getName().equals(RequestWords.MODELS);
    }

    Submission submission() {
        if (!violations.isEmpty()) {
            throw new Refusal.InvalidRequest(violations);
        }
        return Submission.of(ParsedText.ofTree(members), models);
    }

    private void add(Part part) throws IOException {
        String name = part.getName();
        if (part.getSize() > bytesLeft) {
            violations.add(Violation.at(name, "is too long: all parts but models have at most 1 MB"));
            return;
        }
        bytesLeft -= part.getSize();
        if (LISTS.contains(name)) {
            members.withArray(name).add(text(part));
        } else if (members.has(name)) {
            violations.add(Violation.at(name, "is given more than once"));
        } else if (STRUCTURED.contains(name)) {
            members.set(name, parsed(part, name, Intake.WHOLE).root());
        } else {
            members.put(name, text(part));
        }
    }

    private ParsedText models(Part part, Intake intake) throws IOException {
        return parsed(part, part.getSubmittedFileName(), intake);
    }

    private ParsedText parsed(Part part, @Nullable String file, Intake intake) throws IOException {
        try (InputStream content = part.getInputStream()) {
            return DocumentText.parse(content, notation(part), file, intake, budget);
        }
    }

    private static Notation notation(Part part) {
        String type = part.getContentType();
        if (type != null && type.contains("json")) {
            return Notation.JSON;
        }
        @Nullable String file = part.getSubmittedFileName();
        return file == null ? Notation.YAML : Notation.ofFile(file);
    }

    private static String text(Part part) throws IOException {
        try (InputStream content = part.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
