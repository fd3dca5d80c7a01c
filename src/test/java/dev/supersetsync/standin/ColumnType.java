package dev.supersetsync.standin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of the warehouse and its type as Superset shows it for PostgreSQL.
 *
 * @param name the column
 * @param type the type with its length, such as {@code NUMERIC(10, 2)}
 * @param comment the comment in the warehouse
 */
record ColumnType(String name, String type, @Nullable String comment) {

    private static final int UNLIMITED = 1_000_000_000;

    static ColumnType of(ResultSet row) throws SQLException {
        String type = row.getString("data_type").toUpperCase(Locale.ROOT);
        String spelled =
                switch (type) {
                    case "NUMERIC", "DECIMAL" -> numeric(row.getInt("numeric_precision"), row.getInt("numeric_scale"));
                    case "CHARACTER VARYING" -> text(row.getLong("character_maximum_length"));
                    case "CHARACTER" -> "CHAR(" + row.getLong("character_maximum_length") + ")";
                    case "TIMESTAMP" -> "TIMESTAMP WITHOUT TIME ZONE";
                    case "JSON" -> "JSONB";
                    default -> type;
                };
        return new ColumnType(row.getString("column_name"), spelled, row.getString("remarks"));
    }

    private static String numeric(int precision, int scale) {
        return precision > 1000 ? "NUMERIC" : "NUMERIC(" + precision + ", " + scale + ")";
    }

    /** H2 keeps no text type apart. */
    private static String text(long length) {
        return length >= UNLIMITED ? "TEXT" : "VARCHAR(" + length + ")";
    }

    /** Whether Superset marks a column of this type as a time. */
    static boolean isTemporal(@Nullable String type) {
        return type != null && (type.startsWith("TIMESTAMP") || type.startsWith("DATE"));
    }

    boolean isTemporal() {
        return isTemporal(type);
    }

    /** The type as the table's metadata shows it. */
    String longType() {
        return type.startsWith("TIMESTAMP") ? "TIMESTAMP" : type.replace("DOUBLE PRECISION", "DOUBLE_PRECISION");
    }

    String shortType() {
        int bracket = longType().indexOf('(');
        return bracket < 0 ? longType() : longType().substring(0, bracket);
    }

    /** The kind of a type as Superset numbers it: number, text, time, boolean; null if it does not know. */
    static @Nullable Integer generic(@Nullable String type) {
        if (type == null) {
            return null;
        }
        String word = type.replaceAll("[ (].*", "");
        if (isTemporal(type)) {
            return 2;
        }
        if (Set.of("TEXT", "VARCHAR", "CHAR", "STRING", "JSONB").contains(word)) {
            return 1;
        }
        if (Set.of("INTEGER", "BIGINT", "SMALLINT", "NUMERIC", "DECIMAL", "DOUBLE", "REAL", "FLOAT", "LONGINTEGER")
                .contains(word)) {
            return 0;
        }
        return word.equals("BOOLEAN") ? Integer.valueOf(3) : null;
    }
}
