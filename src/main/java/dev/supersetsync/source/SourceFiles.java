package dev.supersetsync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads files of configured sources. None is read that lies outside of the allowed folders, also by way of a symbolic
 * link.
 */
final class SourceFiles {

    private static final String GLOB_SIGNS = "*?[{";

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
        int sign = firstSign(pattern);
        if (sign < 0) {
            Path path = workingDirectory.resolve(pattern).normalize();
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        String beginning = pattern.substring(0, pattern.lastIndexOf('/', sign) + 1);
        Path start = workingDirectory.resolve(beginning).normalize();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(beginning.length()));
        return Files.isDirectory(start) ? matches(start, matcher) : List.of();
    }

    private static List<Path> matches(Path start, PathMatcher matcher) {
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> matcher.matches(start.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceUnavailable(
                    "file:" + start + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private static int firstSign(String pattern) {
        for (int index = 0; index < pattern.length(); index++) {
            if (GLOB_SIGNS.indexOf(pattern.charAt(index)) >= 0) {
                return index;
            }
        }
        return -1;
    }
}
