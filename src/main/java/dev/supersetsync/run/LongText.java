package dev.supersetsync.run;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** Carries texts of any length to and from the database as streams, since H2 takes and gives strings only to a million characters. */
final class LongText {

    private static final int MOST_AT_ONCE = 1_000_000;

    private LongText() {}

    /** Of the ways to give a stream, PostgreSQL's driver knows only the one without a length. */
    static SqlTypeValue of(String text) {
        return (statement, index, _, _) -> statement.setCharacterStream(index, new StringReader(text));
    }

    static @Nullable SqlTypeValue ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** H2 has a stream for each of its long texts, which takes longer than the text where it is short. */
    static @Nullable String readNullable(ResultSet row, String column) throws SQLException {
        return switch (row.getObject(column)) {
            case null -> null;
            case Clob stored when stored.length() > MOST_AT_ONCE -> all(stored);
            default -> row.getString(column);
        };
    }

    static String read(ResultSet row, String column) throws SQLException {
        var text = readNullable(row, column);
        if (text == null) {
            throw new SQLException("Column " + column + " is NULL.");
        }
        return text;
    }

    private static String all(Clob stored) throws SQLException {
        try (var reader = stored.getCharacterStream()) {
            var text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
