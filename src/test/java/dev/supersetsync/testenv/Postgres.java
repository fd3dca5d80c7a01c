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
 * from here. It can be stopped and started again, with its data and port. It does not clean up its directory: that
 * belongs to whoever chose it.
 */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final int ANY_PORT = 0;

    static {
        // It tells every step of every start.
        ((Logger) LoggerFactory.getLogger("io.zonky.test")).setLevel(Level.WARN);
    }

    private final Path directory;
    private EmbeddedPostgres server;

    private Postgres(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts in a directory, on the data that is there, or on none. */
    public static Postgres startIn(Path directory) {
        return new Postgres(directory, start(directory, ANY_PORT));
    }

    private static EmbeddedPostgres start(Path directory, int port) {
        var log = directory.resolve("postgres.log");
        try {
            Files.createDirectories(directory);
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start: " + Command.tail(log), e);
        }
    }

    /** Ends it at once; who is connected loses the connection. */
    public void stop() {
        close();
    }

    /** Starts it again after it was stopped, where it was. */
    public void startAgain() {
        server = start(directory, port());
    }

    /** The programs themselves, by which data of one version is told from that of another. */
    static InputStream binaries() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
    }

    public void createDatabase(String name) {
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

    public String jdbcUrl(String database) {
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
