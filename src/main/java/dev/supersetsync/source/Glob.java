package dev.supersetsync.source;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A pattern of files, as {@link java.nio.file.FileSystem#getPathMatcher} has globs. It finds a file once, also where links
 * lead to it: as Kubernetes mounts a ConfigMap, beside its files there is a hidden folder that holds them.
 */
public final class Glob {

    private static final String SIGNS = "*?[{";

    private final String beginning;
    private final PathMatcher matcher;

    private Glob(String beginning, PathMatcher matcher) {
        this.beginning = beginning;
        this.matcher = matcher;
    }

    /**
     * Understands a pattern, which can be a path as well.
     *
     * @throws PatternSyntaxException if it is none
     */
    public static Glob of(String pattern) {
        int sign = firstSign(pattern);
        String beginning = pattern.substring(0, pattern.lastIndexOf('/', sign) + 1);
        return new Glob(
                beginning, FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(beginning.length())));
    }

    /** Whether a text has what makes it more than a path. */
    public static boolean isPattern(String text) {
        return firstSign(text) < text.length();
    }

    private static int firstSign(String text) {
        int sign = 0;
        while (sign < text.length() && SIGNS.indexOf(text.charAt(sign)) < 0) {
            sign++;
        }
        return sign;
    }

    /**
     * The files that match now, in the order of their paths; of several paths to a file the shortest.
     *
     * @param workingDirectory what a relative pattern starts from
     */
    public List<Path> files(Path workingDirectory) throws IOException {
        Path start = workingDirectory.resolve(beginning);
        Map<Path, Path> byTarget = new LinkedHashMap<>();
        for (Path path : matching(start)) {
            byTarget.putIfAbsent(path.toRealPath(), path);
        }
        return byTarget.values().stream().sorted().toList();
    }

    private List<Path> matching(Path start) throws IOException {
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(path -> matcher.matches(start.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }
}
