package dev.supersetsync.testenv;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL without an installation, on a free port of this machine, for whoever connects as {@code postgres}
 * from here. It does not clean up its directory: that belongs to whoever chose it.
 */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    static {
        // It tells every step of every start.
        ((Logger) LoggerFactory.getLogger("io.zonky.test")).setLevel(Level.WARN);
    }

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts in a directory, on the data that is there, or on none. */
    static Postgres startIn(Path directory) {
        var log = directory.resolve("postgres.log");
        try {
            Files.createDirectories(directory);
            return new Postgres(EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("max_connections", "200")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start: " + Command.tail(log), e);
        }
    }

    /** The programs themselves, by which data of one version is told from that of another. */
    static InputStream binaries() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
    }

    void createDatabase(String name) {
        execute("postgres", "CREATE DATABASE " + name);
    }

    void execute(String database, String sql) {
        try (var connection = server.getDatabase(USER, database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, e);
        }
    }

    String sqlalchemyUri(String host, String database) {
        return "postgresql+psycopg2://%s@%s:%d/%s".formatted(USER, host, port(), database);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port(), database, USER);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
