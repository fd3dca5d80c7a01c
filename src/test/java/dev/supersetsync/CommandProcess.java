package dev.supersetsync;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command in a JVM of its own, as its users run it, once it has ended.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param classes the names of the classes that it loaded
 */
record CommandProcess(int exit, String out, String err, List<String> classes) {

    /** Runs one, with variables of the environment. */
    static CommandProcess run(Map<String, String> environment, String... arguments) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "command-");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Path classes = folder.resolve("classes");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xlog:class+load:file=" + classes,
                    "-cp",
                    classPath(),
                    SupersetSyncApplication.class.getName()));
            command.addAll(List.of(arguments));
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exit = builder.start().waitFor();
            return new CommandProcess(exit, Files.readString(out), Files.readString(err), loaded(classes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without the tests, whose classes it would take for its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> loaded(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split(" ", 2)[0])
                    .toList();
        }
    }
}
