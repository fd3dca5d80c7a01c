package dev.supersetsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long commands of the packaged service take that need no Superset, with its AOT cache and as the plain jar. Not a
 * test: {@code bench/run commands} builds the package and starts this.
 */
final class CommandBenchmark {

    private static final Path BUILD = Path.of("target").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("validate", "--models", "examples/shop.yaml"),
            List.of("convert", "--models", "examples/shop.yaml"));

    /** Takes how many rounds, 5 if left out. */
    void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        double load = Machine.load();
        var table = new ArrayList<String>();
        for (List<String> command : COMMANDS) {
            table.add("| `%s` | %.2f | %.2f |"
                    .formatted(
                            String.join(" ", command),
                            median(rounds, List.of(BUILD.resolve("superset-sync/superset-sync")), command),
                            median(rounds, List.of(JAVA, "-jar", BUILD.resolve("superset-sync.jar")), command)));
        }
        System.out.printf(
                "%s, load average %.1f at the start and %.1f at the end; medians of %d rounds.%n%n"
                        + "| seconds | `target/superset-sync/superset-sync` | `java -jar target/superset-sync.jar` |%n"
                        + "|---|---|---|%n%s%n",
                Machine.words(), load, Machine.load(), rounds, String.join("\n", table));
    }

    private static double median(int rounds, List<?> start, List<String> command)
            throws IOException, InterruptedException {
        var took = new ArrayList<Duration>();
        for (int round = 0; round < rounds; round++) {
            took.add(time(Stream.concat(start.stream(), command.stream())
                    .map(Object::toString)
                    .toList()));
        }
        return Comparison.median(took, one -> one).toNanos() / 1e9;
    }

    private static Duration time(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(BUILD, "command-", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long began = System.nanoTime();
        int exit = builder.start().waitFor();
        long took = System.nanoTime() - began;
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit + ":\n" + Files.readString(output));
        }
        return Duration.ofNanos(took);
    }
}
