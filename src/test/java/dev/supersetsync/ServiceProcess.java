package dev.supersetsync;

import dev.supersetsync.testenv.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service in a JVM of its own with a heap of a given size, and an empty storage. That JVM ends at once if the heap
 * is too small, and tells how much of it was in use.
 */
final class ServiceProcess implements AutoCloseable {

    private static final String TOKEN = "token-of-the-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Pattern AFTER_COLLECTION = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final Process process;
    private final Path directory;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServiceProcess(Process process, Path directory, String url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /**
     * Starts it.
     *
     * @param heap the size of its heap as the JVM takes it, such as {@code 512m}
     * @param settings those of the service
     */
    static ServiceProcess start(String heap, Map<String, String> settings) {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "service-process-");
            int port = Ports.free();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heap,
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xlog:gc:file=" + directory.resolve("gc.log"),
                    "-cp",
                    classPath(),
                    SupersetSyncApplication.class.getName(),
                    "--server.port=" + port,
                    "--superset-sync.token=" + TOKEN,
                    "--superset-sync.data-dir=" + directory.resolve("data")));
            settings.forEach((name, value) -> command.add("--" + name + "=" + value));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("service.log").toFile())
                    .start();
            var service = new ServiceProcess(process, directory, "http://127.0.0.1:" + port);
            service.waitUntilReady();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the tests, whose classes it would take for its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void waitUntilReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isReady()) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("The service did not start; see " + directory);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send(request("/actuator/health/readiness").GET()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Posts a body of this media type. */
    Answer post(String path, String type, String body) {
        try {
            return tryPost(path, type, body);
        } catch (IOException e) {
            throw new IllegalStateException("The service is gone; see " + directory, e);
        }
    }

    /**
     * Posts a body of this media type, with further headers as name, value, name, value.
     *
     * @throws IOException if the service is gone, or goes before it answers
     */
    Answer tryPost(String path, String type, String body, String... headers) throws IOException {
        var request =
                request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        return answer(headers.length == 0 ? request : request.headers(headers));
    }

    /**
     * Gets something.
     *
     * @throws IOException if the service is gone, or goes before it answers
     */
    Answer tryGet(String path) throws IOException {
        return answer(request(path).GET());
    }

    private Answer answer(HttpRequest.Builder request) throws IOException {
        try {
            return Answer.of(send(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it in the midst of whatever it does, as when its machine is frozen; until {@link #goOn}. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on as if nothing had been. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its output goes. */
    Path log() {
        return directory.resolve("service.log");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The most of the heap that was still in use after a garbage collection, in megabytes. */
    int mostInUse() {
        try (Stream<String> lines = Files.lines(directory.resolve("gc.log"))) {
            return lines.map(AFTER_COLLECTION::matcher)
                    .filter(matcher -> matcher.find())
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(2)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
