package dev.supersetsync.standin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The warehouse behind the stand-in: an empty H2 database in memory that takes itself for PostgreSQL, so that SQL is
 * really tried. It is close to PostgreSQL for plain tables and aggregates, and no nearer than H2 is.
 */
public final class Warehouse implements AutoCloseable {

    /** The catalog that Superset shows for it. */
    static final String CATALOG = "warehouse";

    private static final String COLUMNS = """
            SELECT column_name, data_type, numeric_precision, numeric_scale, character_maximum_length, remarks
            FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position""";

    private static final String TABLES = """
            SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name""";

    private static final String SCHEMAS = """
            SELECT schema_name FROM information_schema.schemata
            WHERE schema_name NOT IN ('information_schema', 'pg_catalog', 'standin_catalog') ORDER BY schema_name""";

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
            + ";NON_KEYWORDS=DAY,HOUR,KEY,MINUTE,MONTH,SECOND,VALUE,YEAR";

    Warehouse() {}

    /** The address for other code of a test that wants to look into it. */
    public String jdbcUrl() {
        return url;
    }

    /** Runs statements, separated by semicolons: the pipeline that fills and changes the warehouse. */
    public void execute(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalArgumentException(sql, e);
        }
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    List<String> schemas() {
        return rows(SCHEMAS, row -> row.getString(1));
    }

    List<Table> tables(String schema) {
        return rows(TABLES, row -> new Table(row.getString(1), row.getString(2).equalsIgnoreCase("VIEW")), schema);
    }

    /** The columns of a table, with the types as PostgreSQL spells them; empty if there is no such table. */
    List<ColumnType> columns(String schema, String table) {
        return rows(COLUMNS, ColumnType::of, schema, table);
    }

    boolean has(String schema, String table) {
        return tables(schema).stream().anyMatch(existing -> existing.name().equals(table));
    }

    /** Makes it vanish. */
    @Override
    public void close() {
        execute("SHUTDOWN");
    }

    private <T> List<T> rows(String sql, Reader<T> reader, String... parameters) {
        try (Connection connection = open();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * A table or view.
     *
     * @param name its name
     * @param view whether it is a view
     */
    record Table(String name, boolean view) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
