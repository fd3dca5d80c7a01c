package dev.supersetsync.cli;

import dev.supersetsync.model.Violation;
import dev.supersetsync.source.Glob;
import dev.supersetsync.sync.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Finds and reads the files that {@code --models} names: paths, patterns, and {@code -} for standard input. */
final class ModelFiles {

    private final InputStream standardInput;
    private final long mostBytes;
    private final List<Violation> violations = new ArrayList<>();

    private ModelFiles(InputStream standardInput, long mostBytes) {
        this.standardInput = standardInput;
        this.mostBytes = mostBytes;
    }

    /**
     * Looks for them in the order in which they are given, those of a pattern by name.
     *
     * @param mostBytes how much of standard input is read, which is kept
     * @throws Refusal.InvalidRequest naming every file that cannot be read
     */
    static List<ModelFile> read(List<String> names, InputStream standardInput, long mostBytes) {
        var files = new ModelFiles(standardInput, mostBytes);
        List<ModelFile> read = names.stream()
                .flatMap(name -> files.found(name).stream())
                .distinct()
                .flatMap(name -> files.content(name).stream())
                .toList();
        if (!files.violations.isEmpty()) {
            throw new Refusal.InvalidRequest(files.violations);
        }
        return read;
    }

    private List<String> found(String name) {
        try {
            if (name.equals(ModelFile.STANDARD_INPUT) || Files.exists(Path.of(name)) || !Glob.isPattern(name)) {
                return List.of(name);
            }
            List<String> matching = matching(name);
            if (matching.isEmpty()) {
                complain(name, "matches no file");
            }
            return matching;
        } catch (PatternSyntaxException e) {
            complain(name, "is no pattern: " + e.getDescription());
            return List.of();
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            complain(name, "cannot be looked for: " + e.getMessage());
            return List.of();
        }
    }

    private static List<String> matching(String pattern) throws IOException {
        return Glob.of(pattern).files(Path.of("")).stream().map(Path::toString).toList();
    }

    private List<ModelFile> content(String name) {
        try {
            return List.of(
                    name.equals(ModelFile.STANDARD_INPUT)
                            ? ModelFile.ofStandardInput(read(standardInput))
                            : file(name));
        } catch (NoSuchFileException e) {
            complain(name, "there is no such file");
        } catch (AccessDeniedException e) {
            complain(name, "may not be read");
        } catch (IOException e) {
            complain(name, Files.isDirectory(Path.of(name)) ? "is a folder" : "cannot be read: " + e.getMessage());
        }
        return List.of();
    }

    /** What is no regular file, such as a pipe, can be read once, so it is kept as standard input is. */
    private ModelFile file(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.isRegularFile(path)) {
            return ModelFile.of(name);
        }
        try (InputStream content = Files.newInputStream(path)) {
            return ModelFile.ofStream(name, read(content));
        }
    }

    /** One byte more than is allowed is enough for the message about it. */
    private byte[] read(InputStream content) throws IOException {
        return content.readNBytes((int) Math.min(Integer.MAX_VALUE, mostBytes + 1));
    }

    private void complain(String name, String message) {
        violations.add(Violation.at(name, message));
    }
}
