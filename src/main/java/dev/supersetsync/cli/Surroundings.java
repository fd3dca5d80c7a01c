package dev.supersetsync.cli;

import dev.supersetsync.model.Violation;
import dev.supersetsync.source.SourceSettings;
import dev.supersetsync.sync.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * What a command meets: where it writes, the environment's variables, and what the service is made of.
 *
 * @param parts the classes that the service's parts are found by
 */
record Surroundings(Console console, Map<String, String> environment, List<Class<?>> parts) {

    /** What stands for {@code superset-sync.max-document-size} in an environment. */
    private static final String MAX_DOCUMENT_SIZE = "SUPERSETSYNC_MAXDOCUMENTSIZE";

    /** How long models may be, as far as their format allows it. */
    long mostBytes() {
        String stated = environment.getOrDefault(MAX_DOCUMENT_SIZE, "");
        if (stated.isBlank()) {
            return SourceSettings.USUAL_DOCUMENT_MEGABYTES * 1024 * 1024;
        }
        try {
            return DataSize.parse(stated).toBytes();
        } catch (IllegalArgumentException e) {
            throw new Refusal.InvalidRequest(
                    List.of(Violation.at(MAX_DOCUMENT_SIZE, "'" + stated + "' is no size such as 500MB")));
        }
    }
}
