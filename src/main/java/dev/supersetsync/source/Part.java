package dev.supersetsync.source;

import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One of the texts that a document is spread over.
 *
 * @param prefix what its paths start with: the name of its file, or nothing if it is the only one
 */
record Part(String prefix, ParsedText text) {

    static List<Part> of(List<ParsedText> texts) {
        if (texts.size() == 1) {
            return List.of(new Part("", texts.getFirst()));
        }
        List<Part> parts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ParsedText text : texts) {
            String number = "part " + (parts.size() + 1);
            String name = text.file() == null ? number : text.file();
            parts.add(new Part((taken.add(name) ? name : name + ", " + number) + "#", text));
        }
        return parts;
    }

    /** What does not fit the schema. */
    List<Violation> check() {
        return SchemaCheck.MODELS.check(text).stream()
                .map(found -> new Violation(prefix + found.path(), found.line(), found.column(), found.message()))
                .toList();
    }

    boolean has(Violation violation) {
        return violation.path().startsWith(prefix);
    }

    /** The violation with line and column, if it has none and lies in this text. */
    Violation locate(Violation violation) {
        String path = violation.path();
        if (violation.line() != null || !has(violation)) {
            return violation;
        }
        Violation found = text.locations().locate(Violation.at(path.substring(prefix.length()), violation.message()));
        return new Violation(path, found.line(), found.column(), found.message());
    }
}
