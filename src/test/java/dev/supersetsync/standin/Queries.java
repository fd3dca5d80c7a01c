package dev.supersetsync.standin;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs SQL in the warehouse as a reader does: nothing that changes it, and no more rows than asked for. */
final class Queries {

    private static final Pattern READS =
            Pattern.compile("(?is)^[\\s(]*(/\\*.*?\\*/\\s*|--[^\\n]*\\n\\s*)*(select|with|values|show|explain)\\b.*");

    private final SupersetVersion version;
    private final Warehouse warehouse;

    Queries(SupersetVersion version, Warehouse warehouse) {
        this.version = version;
        this.warehouse = warehouse;
    }

    /** The result of the last of the statements, with no more rows than this. */
    Result run(String sql, @Nullable String schema, int limit) throws QueryFailed {
        List<String> statements = Arrays.stream(sql.split(";"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (statements.isEmpty()) {
            throw QueryFailed.empty();
        }
        for (String statement : statements) {
            if (!READS.matcher(statement).matches()) {
                throw QueryFailed.writes();
            }
        }
        try (Connection connection = warehouse.open();
                Statement statement = connection.createStatement()) {
            if (schema != null && warehouse.schemas().contains(schema)) {
                statement.execute("SET SCHEMA_SEARCH_PATH \"" + schema + "\", public");
            }
            statement.setMaxRows(limit + 1);
            for (String one : statements.subList(0, statements.size() - 1)) {
                statement.execute(PostgresCatalog.translate(one));
            }
            try (ResultSet rows = statement.executeQuery(PostgresCatalog.translate(statements.getLast()))) {
                return read(rows, limit);
            }
        } catch (SQLException e) {
            throw QueryFailed.of(e);
        }
    }

    /** Before 6.0 a result without rows has no columns either. */
    private Result read(ResultSet rows, int limit) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<ColumnType> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new ColumnType(meta.getColumnLabel(i), type(meta, i), null));
        }
        List<List<JsonNode>> values = new ArrayList<>();
        boolean more = false;
        while (!more && rows.next()) {
            if (values.size() == limit) {
                more = true;
                continue;
            }
            List<JsonNode> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(rows.getObject(i)));
            }
            values.add(row);
        }
        return new Result(values.isEmpty() && !version.isSix() ? List.of() : columns, values, more);
    }

    private static String type(ResultSetMetaData meta, int index) throws SQLException {
        return switch (meta.getColumnType(index)) {
            case Types.INTEGER, Types.SMALLINT, Types.TINYINT -> "INTEGER";
            case Types.BIGINT -> "LONGINTEGER";
            case Types.NUMERIC, Types.DECIMAL -> "DECIMAL";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> "FLOAT";
            case Types.BOOLEAN, Types.BIT -> "BOOLEAN";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> "DATETIME";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "DATETIMETZ";
            default -> meta.getColumnTypeName(index).equals("JSON") ? "JSONB" : "STRING";
        };
    }

    private static JsonNode value(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Boolean flag -> json.booleanNode(flag);
            case BigDecimal number -> json.numberNode(number);
            case Double number -> json.numberNode(number);
            case Float number -> json.numberNode(number);
            case Number number -> json.numberNode(number.longValue());
            case Timestamp time ->
                json.stringNode(time.toLocalDateTime().withNano(0)
                        + ":00".substring(time.toLocalDateTime().getSecond() == 0 ? 0 : 3));
            case Date date -> json.stringNode(date.toLocalDate().toString());
            case byte[] bytes -> Json.isReadable(bytes) ? Json.read(bytes) : json.stringNode(new String(bytes));
            default -> json.stringNode(text(value));
        };
    }

    private static String text(Object value) {
        try {
            return value instanceof java.sql.Clob clob ? clob.getSubString(1, (int) clob.length()) : value.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a query gave.
     *
     * @param columnTypes its columns
     * @param rows its rows, values in the order of the columns
     * @param more whether there were more rows
     */
    record Result(List<ColumnType> columnTypes, List<List<JsonNode>> rows, boolean more) {}
}
