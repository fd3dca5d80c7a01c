package dev.supersetsync.testenv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A SQLite file as a warehouse, empty at first. Superset reads the file itself, so it works with a Superset on this
 * machine only, or one in a container that was started here.
 */
public final class SqliteWarehouse {

    private static final Path FOLDER = makeFolder();

    private final Path file;

    private SqliteWarehouse(Path file) {
        this.file = file;
    }

    /** A warehouse of this name; the same name is the same file. */
    public static SqliteWarehouse named(String name) {
        return new SqliteWarehouse(FOLDER.resolve(name + ".db"));
    }

    /** Runs one statement. */
    public void execute(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite refused: " + sql, e);
        }
    }

    public String sqlalchemyUri() {
        return "sqlite:///" + file;
    }

    static Path folder() {
        return FOLDER;
    }

    private static Path makeFolder() {
        var folder = Directories.temporary("sqlite");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(folder), "delete-sqlite"));
        // In a container Superset is another user.
        var path = folder.toFile();
        if (!path.setWritable(true, false) || !path.setReadable(true, false) || !path.setExecutable(true, false)) {
            throw new UncheckedIOException(new IOException(folder + " could not be opened to others"));
        }
        return folder;
    }
}
