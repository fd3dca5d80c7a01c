package dev.supersetsync.testenv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * A Superset installed from PyPI into the user's cache folder: a virtual environment with exactly what the lock file of
 * the version says, and metadata databases that are ready to be copied, as making them takes longer than all the rest.
 * It is made once; a change of the lock file, of the settings or of PostgreSQL makes another. It does not run Superset.
 */
record SupersetInstallation(String version, Path home) {

    /** Another number whenever the way in which an installation is made changes. */
    private static final byte LAYOUT = 1;

    private static final String CONFIG = "/superset/superset_config.py";

    /** Finds the installation, or makes it; two builds at once wait for each other. */
    static synchronized SupersetInstallation of(String version, Python python) {
        var name = "superset-%s-%s".formatted(version, fingerprint(version));
        var installation = new SupersetInstallation(version, Directories.cache().resolve(name));
        try {
            Files.createDirectories(Directories.cache());
            try (var channel = FileChannel.open(
                            Directories.cache().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                Objects.requireNonNull(lock);
                installation.makeUnlessComplete(python);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return installation;
    }

    String program(String name) {
        return home.resolve("venv/bin").resolve(name).toString();
    }

    /** What each of Superset's programs needs to find its settings and its metadata. */
    Map<String, String> environment(Path directory, String metadataUri) {
        return Map.of(
                "SUPERSET_HOME",
                directory.toString(),
                "SUPERSET_CONFIG_PATH",
                home.resolve("superset_config.py").toString(),
                "SUPERSET_METADATA_URI",
                metadataUri,
                "FLASK_APP",
                "superset.app:create_app()",
                "PYTHONUNBUFFERED",
                "1");
    }

    /** Starts a PostgreSQL on a copy of the prepared metadata. */
    Postgres startMetadata(Path directory) {
        Directories.copy(home.resolve("postgres"), directory);
        return Postgres.startIn(directory);
    }

    /** A copy of prepared metadata in a SQLite file. */
    String copySqliteMetadata(Path directory, Path log) {
        var prepared = home.resolve("metadata.db");
        var copy = directory.resolve("metadata.db");
        try {
            if (!Files.exists(prepared)) {
                Progress.say("Preparing SQLite metadata of Superset " + version);
                initialise(directory, "sqlite:///" + copy, log);
                Files.copy(copy, prepared);
            } else {
                Files.copy(prepared, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "sqlite:///" + copy;
    }

    /** Writes the settings of a Superset that accepts the tokens of an issuer, and gives back where they are. */
    String writeIssuerConfig(Path directory) {
        var file = directory.resolve("issuer_config.py");
        try {
            write("/superset/issuer_config.py", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    private void makeUnlessComplete(Python python) throws IOException {
        var complete = home.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        Directories.delete(home);
        Files.createDirectories(home);
        write("/superset/" + version + "/requirements.txt", home.resolve("requirements.txt"));
        write(CONFIG, home.resolve("superset_config.py"));
        var log = home.resolve("install.log");
        Progress.say("Installing Superset %s into %s (once; log: %s)".formatted(version, home, log));
        python.install(home.resolve("venv"), home.resolve("requirements.txt"), log);
        prepareMetadata(log);
        Files.createFile(complete);
    }

    private void prepareMetadata(Path log) {
        Progress.say("Preparing the metadata of Superset " + version + " (once)");
        try (var postgres = Postgres.startIn(home.resolve("postgres"))) {
            postgres.createDatabase("superset");
            initialise(home, postgres.sqlalchemyUri("127.0.0.1", "superset"), log);
        }
    }

    private void initialise(Path directory, String metadataUri, Path log) {
        var superset = program("superset");
        var command = new Command(log, new HashMap<>(environment(directory, metadataUri)));
        command.run(superset, "db", "upgrade");
        command.run(
                superset,
                "fab",
                "create-admin",
                "--username",
                "admin",
                "--firstname",
                "Ada",
                "--lastname",
                "Admin",
                "--email",
                "admin@example.org",
                "--password",
                "admin");
        command.run(superset, "init");
    }

    /** The settings of every Superset that is started here. */
    static byte[] config() {
        try (var content = open(CONFIG)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String resource, Path file) throws IOException {
        try (var content = open(resource)) {
            Files.copy(content, file);
        }
    }

    private static String fingerprint(String version) {
        try (var requirements = open("/superset/" + version + "/requirements.txt");
                var config = open(CONFIG);
                var postgres = Postgres.binaries()) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(LAYOUT);
            for (var content : new InputStream[] {requirements, config, postgres}) {
                digest.update(content.readAllBytes());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) {
        var content = SupersetInstallation.class.getResourceAsStream(resource);
        if (content == null) {
            throw new IllegalStateException(
                    "No lock file src/test/resources%s: superset.version is not one that is tested"
                            .formatted(resource));
        }
        return content;
    }
}
