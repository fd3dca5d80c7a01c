package dev.supersetsync.superset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds the uuid of a dataset in its export: before 6.0 nothing else tells it but lists, and a list with a filter would
 * spoil the lists of others. It reads nothing else of the export.
 */
final class ExportedUuid {

    private static final Pattern UUID_LINE = Pattern.compile("(?m)^uuid: ([0-9a-f-]{36})\\s*$");

    private final Calls calls;

    ExportedUuid(Calls calls) {
        this.calls = calls;
    }

    /** Empty where the user may not export. */
    Optional<String> of(int id) {
        Answer answer = calls.answer(Request.get("/api/v1/dataset/export/", "!(" + id + ")"));
        return answer.isSuccess() ? find(answer.body()) : Optional.empty();
    }

    private static Optional<String> find(byte[] zip) {
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                if (entry.getName().contains("/datasets/")) {
                    Matcher matcher = UUID_LINE.matcher(new String(files.readAllBytes(), StandardCharsets.UTF_8));
                    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
