package dev.supersetsync.superset;

import java.util.Map;
import java.util.Optional;

/**
 * Finds the uuid of a dataset in its export: before 6.0 nothing else tells it but lists, and a list with a filter would
 * spoil the lists of others. It reads nothing else of the export.
 */
final class ExportedUuid {

    private final Calls calls;

    ExportedUuid(Calls calls) {
        this.calls = calls;
    }

    /** Empty where the user may not export. */
    Optional<String> of(int id) {
        Answer answer = calls.answer(Request.get("/api/v1/dataset/export/", "!(" + id + ")"));
        return answer.isSuccess() ? find(Zip.read(answer.body())) : Optional.empty();
    }

    private static Optional<String> find(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> Bundle.isDataset(file.getKey()))
                .flatMap(file -> Bundle.uuid(file.getValue()).stream())
                .findFirst();
    }
}
