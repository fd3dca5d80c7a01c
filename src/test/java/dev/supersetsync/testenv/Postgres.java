package dev.supersetsync.testenv;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A real PostgreSQL without an installation, on a free port of this machine, for whoever connects as {@code postgres}
 * from here. It does not clean up its directory: that belongs to whoever chose it.
 */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

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
