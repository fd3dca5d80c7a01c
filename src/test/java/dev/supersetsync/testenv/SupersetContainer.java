package dev.supersetsync.testenv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/**
 * Superset in a container of the official image, to which the driver of PostgreSQL is added. Its metadata is in the
 * embedded PostgreSQL of this JVM, which the container reaches as it reaches the warehouse.
 */
final class SupersetContainer {

    private static final String HOST_OF_TESTS = "host.testcontainers.internal";
    private static final int PORT = 8088;

    /** From 5.0 the image has its packages in an environment that uv made; 4.1 has neither. */
    private static final String ADD_DRIVER = """
            if [ -d /app/.venv ]; then uv pip install --python /app/.venv/bin/python psycopg2-binary; \
            else pip install psycopg2-binary; fi""";

    private static final String START = """
            superset db upgrade && superset init && \
            superset fab create-admin --username admin --firstname Ada --lastname Admin --email admin@example.org --password admin && \
            exec gunicorn --worker-class=gthread --workers=1 --threads=20 --keep-alive=2 --bind=0.0.0.0:%d 'superset.app:create_app()'""".formatted(PORT);

    private SupersetContainer() {}

    /** Asks Testcontainers only if there is a socket: it tells at length what it does not find. */
    static boolean isPossible() {
        boolean socket = System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                "/var/run/docker.sock",
                                System.getProperty("user.home") + "/.docker/run/docker.sock",
                                System.getenv("XDG_RUNTIME_DIR") + "/docker.sock")
                        .anyMatch(path -> Files.exists(Path.of(path)));
        return socket && DockerClientFactory.instance().isDockerAvailable();
    }

    static SupersetServer start(String version, SupersetOptions options) {
        Progress.say("Starting Superset " + version + " in a container");
        var directory = Directories.temporary("metadata");
        var postgres = Postgres.startIn(directory);
        postgres.createDatabase("superset");
        Testcontainers.exposeHostPorts(postgres.port(), Warehouse.shared().port());
        var container = container(version, options, postgres);
        Runnable stop = () -> {
            container.stop();
            postgres.close();
            Directories.delete(directory);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-superset"));
        container.start();
        var url = "http://%s:%d%s".formatted(container.getHost(), container.getMappedPort(PORT), options.pathPrefix());
        return new SupersetServer(
                url,
                "admin",
                "admin",
                HOST_OF_TESTS,
                () -> end(container.getLogs()),
                stop,
                SupersetServer::cannotRestart);
    }

    private static GenericContainer<?> container(String version, SupersetOptions options, Postgres postgres) {
        var container = new GenericContainer<>(image(version))
                .withExposedPorts(PORT)
                .withAccessToHost(true)
                .withEnv(SupersetSettings.environment(version, options))
                .withEnv("SUPERSET_CONFIG_PATH", "/app/pythonpath/superset_config.py")
                .withEnv(
                        "SUPERSET_METADATA_URI",
                        options.sqliteMetadata()
                                ? "sqlite:////app/superset_home/metadata.db"
                                : postgres.sqlalchemyUri(HOST_OF_TESTS, "superset"))
                .withFileSystemBind(
                        SqliteWarehouse.folder().toString(),
                        SqliteWarehouse.folder().toString(),
                        BindMode.READ_WRITE)
                .withCommand("/bin/sh", "-c", START)
                .waitingFor(Wait.forHttp(options.pathPrefix() + "/health").withStartupTimeout(Duration.ofMinutes(5)));
        if (options.port() != 0) {
            container.setPortBindings(List.of(options.port() + ":" + PORT));
        }
        return container;
    }

    private static ImageFromDockerfile image(String version) {
        return new ImageFromDockerfile("superset-sync-test:" + version, false)
                .withFileFromTransferable("superset_config.py", Transferable.of(SupersetInstallation.config()))
                .withDockerfileFromBuilder(image -> image.from("apache/superset:" + version)
                        .user("root")
                        .run(ADD_DRIVER)
                        .copy("superset_config.py", "/app/pythonpath/superset_config.py")
                        .user("superset")
                        .build());
    }

    private static String end(String log) {
        var lines = log.split("\n");
        return String.join("\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - 80), lines.length));
    }
}
