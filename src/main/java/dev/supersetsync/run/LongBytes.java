package dev.supersetsync.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.support.SqlBinaryValue;

/** Carries bytes of any length to and from the database as streams, compressed on the way. */
final class LongBytes {

    private LongBytes() {}

    static Object of(byte[] bytes) {
        return of(Packed.of(bytes));
    }

    static Object of(Packed bytes) {
        var compressed = bytes.compressed();
        return new SqlBinaryValue(new ByteArrayInputStream(compressed), compressed.length);
    }

    static byte @Nullable [] readNullable(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : read(row, column);
    }

    static byte[] read(ResultSet row, String column) throws SQLException {
        try (var stored = row.getBinaryStream(column)) {
            return Packed.unpacked(stored.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
