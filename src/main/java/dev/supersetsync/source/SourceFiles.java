package dev.supersetsync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads files of configured sources. None is read that lies outside of the allowed folders, also by way of a symbolic
 * link.
 */
final class SourceFiles {

    private final List<Path> folders;
    private final Path workingDirectory;

    /**
     * A reader of files.
     *
     * @param folders those that may not be left, relative to the working directory
     */
    SourceFiles(Path workingDirectory, List<String> folders) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.folders = folders.stream().map(this.workingDirectory::resolve).toList();
    }

    /** The texts at a path or of a glob, in the order of their paths; at least one. */
    List<ParsedText> read(Location.Files location, Intake intake) {
        List<Path> paths = find(location.pattern());
        if (paths.isEmpty()) {
            throw new SourceUnavailable("file:" + location.pattern() + ": there is no such file.");
        }
        return paths.stream().map(path -> parsed(path, intake)).toList();
    }

    private ParsedText parsed(Path path, Intake intake) {
        String name = name(path);
        try {
            if (!isAllowed(path.toRealPath())) {
                throw new SourceUnavailable("file:" + name + " lies outside of superset-sync.source-folders.");
            }
            try (InputStream content = Files.newInputStream(path)) {
                return DocumentText.parse(content, Notation.ofFile(name), name, intake);
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    "file:" + name + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private String name(Path path) {
        return path.startsWith(workingDirectory)
                ? workingDirectory.relativize(path).toString()
                : path.toString();
    }

    private boolean isAllowed(Path real) throws IOException {
        for (Path folder : folders) {
            if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private List<Path> find(String pattern) {
        if (!Glob.isPattern(pattern)) {
            Path path = workingDirectory.resolve(pattern).normalize();
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        try {
            return Glob.of(pattern).files(workingDirectory).stream()
                    .map(Path::normalize)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceUnavailable(
                    "file:" + pattern + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
    }
}
