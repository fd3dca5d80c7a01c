package dev.supersetsync.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long the packaged service takes from its call until readiness says UP, with its AOT cache and as the plain jar, on
 * an empty storage and on one that is there. Not a test: {@code bench/run start} builds the package and starts this.
 */
final class StartBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path BUILD = Path.of("target").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** The ways to start it that are measured. */
    private enum Way {
        /** The folder with the AOT cache. */
        FOLDER("`target/superset-sync/superset-sync`", List.of(BUILD.resolve("superset-sync/superset-sync"))),
        /** The jar alone. */
        JAR("`java -jar target/superset-sync.jar`", List.of(JAVA, "-jar", BUILD.resolve("superset-sync.jar")));

        private final String words;
        private final List<?> command;

        Way(String words, List<?> command) {
            this.words = words;
            this.command = command;
        }
    }

    private record Start(Duration first, Duration later) {}

    private final HttpClient http = HttpClient.newHttpClient();

    /** Takes how many rounds, 5 if left out. */
    void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        double load = Machine.load();
        var table = new ArrayList<String>();
        for (Way way : Way.values()) {
            table.add(row(way, starts(way, rounds)));
        }
        System.out.printf(
                "%s, load average %.1f at the start and %.1f at the end; medians of %d rounds.%n%n"
                        + "| seconds until ready | empty storage | storage that is there |%n|---|---|---|%n%s%n",
                Machine.words(), load, Machine.load(), rounds, String.join("\n", table));
        System.exit(0);
    }

    private static String row(Way way, List<Start> starts) {
        return "| %s | %.2f | %.2f |"
                .formatted(
                        way.words,
                        Comparison.median(starts, Start::first).toNanos() / 1e9,
                        Comparison.median(starts, Start::later).toNanos() / 1e9);
    }

    private List<Start> starts(Way way, int rounds) throws IOException, InterruptedException {
        var starts = new ArrayList<Start>();
        for (int round = 0; round < rounds; round++) {
            Path data = Files.createTempDirectory(BUILD, "start-data-");
            starts.add(new Start(start(way, data), start(way, data)));
        }
        return starts;
    }

    private Duration start(Way way, Path data) throws IOException, InterruptedException {
        int port = freePort();
        var command = Stream.concat(way.command.stream(), Stream.of("--server.port=" + port))
                .map(Object::toString)
                .toList();
        Path log = data.resolve("service.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SUPERSET_SYNC_DATA_DIR", data.toString());
        builder.environment().put("SUPERSET_SYNC_TOKEN", "token-of-the-benchmark");
        long began = System.nanoTime();
        Process process = builder.start();
        try {
            while (!isReady(port)) {
                if (System.nanoTime() - began > PATIENCE.toNanos() || process.waitFor(5, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("It is not ready:\n" + Files.readString(log));
                }
            }
            return Duration.ofNanos(System.nanoTime() - began);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean isReady(int port) throws InterruptedException {
        var readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try {
            return http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
