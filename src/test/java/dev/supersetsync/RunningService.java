package dev.supersetsync;

import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The service, started as it is for its users: on a free port, with a storage of its own, the shared Superset as its
 * target {@code main}, and one ADMIN token. Tests that need other settings start another one.
 */
final class RunningService implements AutoCloseable {

    /** A database that Superset lacks and that the shared service may create; another one for each build. */
    static final String CREATABLE_DATABASE = "creatable_" + Long.toString(System.currentTimeMillis(), 36);

    /** A target of the shared service whose password is wrong. */
    static final String WRONG = "wrong";

    /** The password that is wrong. */
    static final String WRONG_PASSWORD = "not-the-password";

    /** A target of the shared service where nothing listens. */
    static final String DOWN = "down";

    /** The setting with the folder of the storage, for who does not want an empty one. */
    static final String DATA_DIR = "superset-sync.data-dir";

    private static final FutureTask<RunningService> SHARED = new FutureTask<>(() -> start(Map.of(
            "superset-sync.targets.main.databases.%s.sqlalchemy-uri".formatted(CREATABLE_DATABASE),
            Warehouse.shared().sqlalchemyUri(),
            "superset-sync.targets.wrong.url",
            SupersetServer.shared().baseUrl(),
            "superset-sync.targets.wrong.username",
            SupersetServer.shared().username(),
            "superset-sync.targets.wrong.password",
            WRONG_PASSWORD,
            "superset-sync.targets.down.url",
            "http://127.0.0.1:1",
            "superset-sync.targets.down.api-key",
            "sst_none")));

    /** The ADMIN token. */
    static final String TOKEN = "token-of-the-tests";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The one that tests share; it ends with this JVM. */
    static RunningService shared() {
        SHARED.run();
        return SHARED.resultNow();
    }

    /** Another one on the shared Superset, with an empty storage. */
    static RunningService start(Map<String, String> settings) {
        var server = SupersetServer.shared();
        return startWith(
                Map.of(
                        "superset-sync.targets.main.url", server.baseUrl(),
                        "superset-sync.targets.main.username", server.username(),
                        "superset-sync.targets.main.password", server.password()),
                settings);
    }

    /** Another one, whose targets {@code main} and these are all this stand-in. */
    static RunningService before(SupersetStandIn superset, Map<String, String> settings, String... moreTargets) {
        var targets = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of("main"), Stream.of(moreTargets))
                .map("superset-sync.targets.%s."::formatted)
                .forEach(target -> targets.putAll(Map.of(
                        target + "url", superset.url(), target + "username", "admin", target + "password", "admin")));
        return startWith(targets, settings);
    }

    /** Another one, whose target is configured by the settings alone. */
    static RunningService startWithTarget(Map<String, String> settings) {
        return startWith(Map.of(), settings);
    }

    private static RunningService startWith(Map<String, String> target, Map<String, String> settings) {
        var all = new LinkedHashMap<>(Map.of("server.port", "0", "superset-sync.token", TOKEN));
        all.put(DATA_DIR, emptyFolder().toString());
        all.putAll(target);
        all.putAll(settings);
        var arguments =
                all.entrySet().stream().map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()));
        return new RunningService(SpringApplication.from(SupersetSyncApplication::main)
                .with(TestsAreNoParts.class)
                .run(arguments.toArray(String[]::new))
                .getApplicationContext());
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "service-data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Asks for an answer of this type. */
    Answer get(String path, String type) {
        return send(request(path).setHeader("Accept", type).GET());
    }

    /** Posts YAML, with further headers as name, value, name, value. */
    Answer post(String path, String yaml, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(yaml, StandardCharsets.UTF_8));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Listens to events from now on, with further headers as name, value, name, value. */
    Events listen(String path, String... headers) {
        var request = request(path).setHeader("Accept", "text/event-stream").GET();
        try {
            return Events.of(http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of a file. */
    byte[] download(String path) {
        var request = request(path).header("Accept", "application/zip").GET().build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError("200 was expected, and " + response.statusCode() + " came");
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Does something to the storage behind the service's back. */
    void inStorage(String sql) {
        new JdbcTemplate(context.getBean(DataSource.class)).execute(sql);
    }

    /** Ends the service while callers still wait for it. */
    void end() {
        context.close();
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
