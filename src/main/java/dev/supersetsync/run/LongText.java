package dev.supersetsync.run;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** Carries texts of any length to and from the database as streams, since H2 takes and gives strings only to a million characters. */
final class LongText {

    private LongText() {}

    /** Of the ways to give a stream, PostgreSQL's driver knows only the one without a length. */
    static SqlTypeValue of(String text) {
        return (statement, index, _, _) -> statement.setCharacterStream(index, new StringReader(text));
    }

    static @Nullable SqlTypeValue ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    static @Nullable String readNullable(ResultSet row, String column) throws SQLException {
        try (var reader = row.getCharacterStream(column)) {
            return reader == null ? null : all(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(ResultSet row, String column) throws SQLException {
        var text = readNullable(row, column);
        if (text == null) {
            throw new SQLException("Column " + column + " is NULL.");
        }
        return text;
    }

    private static String all(Reader reader) throws IOException {
        var text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }
}
