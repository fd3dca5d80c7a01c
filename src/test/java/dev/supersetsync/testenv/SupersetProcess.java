package dev.supersetsync.testenv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Superset as a process of this machine, from an installation, with its own metadata. It keeps everything in a temporary
 * directory that goes with it.
 */
final class SupersetProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final Path log;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Runnable stopMetadata;
    private final Command command;
    private final String[] program;
    private Process process;

    private SupersetProcess(SupersetInstallation installation, SupersetOptions options, int port) {
        directory = Directories.temporary("superset");
        log = directory.resolve("superset.log");
        String metadata;
        if (options.sqliteMetadata()) {
            metadata = installation.copySqliteMetadata(directory, log);
            stopMetadata = () -> {};
        } else {
            var postgres = installation.startMetadata(directory.resolve("postgres"));
            metadata = postgres.sqlalchemyUri("127.0.0.1", "superset");
            stopMetadata = postgres::close;
        }
        command = new Command(log, environment(installation, options, metadata));
        program = gunicorn(installation, port);
        process = command.start(program);
    }

    static SupersetServer start(SupersetInstallation installation, SupersetOptions options) {
        Progress.say("Starting Superset " + installation.version());
        int port = options.port() == 0 ? Ports.free() : options.port();
        var superset = new SupersetProcess(installation, options, port);
        Runtime.getRuntime().addShutdownHook(new Thread(superset::stop, "stop-superset"));
        var url = "http://127.0.0.1:" + port + options.pathPrefix();
        superset.waitFor(url);
        return new SupersetServer(
                url,
                "admin",
                "admin",
                "127.0.0.1",
                () -> Command.tail(superset.log),
                superset::stop,
                () -> superset.restart(url));
    }

    private void restart(String url) {
        end();
        process = command.start(program);
        waitFor(url);
    }

    private Map<String, String> environment(
            SupersetInstallation installation, SupersetOptions options, String metadata) {
        var environment = new HashMap<>(installation.environment(directory, metadata));
        environment.putAll(SupersetSettings.environment(installation.version(), options));
        if (!options.issuer().isEmpty()) {
            var base = environment.put("SUPERSET_CONFIG_PATH", installation.writeIssuerConfig(directory));
            environment.put("SUPERSET_BASE_CONFIG", Objects.requireNonNull(base));
        }
        return environment;
    }

    private static String[] gunicorn(SupersetInstallation installation, int port) {
        return new String[] {
            installation.program("gunicorn"),
            "--worker-class=gthread",
            "--workers=1",
            "--threads=20",
            "--keep-alive=2",
            "--timeout=120",
            "--graceful-timeout=1",
            "--bind=127.0.0.1:" + port,
            "superset.app:create_app()"
        };
    }

    private void waitFor(String url) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!SupersetHttp.isHealthy(url)) {
                boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > end) {
                    var message = "Superset did not start:\n" + Command.tail(log);
                    stop();
                    throw new IllegalStateException(message);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Superset starts", e);
        }
    }

    private void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        end();
        stopMetadata.run();
        Directories.delete(directory);
    }

    private void end() {
        var workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
