package dev.supersetsync.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes as the storage keeps them, compressed. To compress takes longer than to store, so who stores the same bytes often
 * keeps them packed, also as a part of others.
 */
public final class Packed {

    private final byte[] compressed;

    private Packed(byte[] compressed) {
        this.compressed = compressed;
    }

    /** Packs bytes of any length. */
    public static Packed of(byte[] bytes) {
        return packed(gzip -> gzip.write(bytes));
    }

    /** Packs what is written, as it is written, so that it is nowhere in memory as a whole. */
    public static Packed written(Consumer<? super OutputStream> writing) {
        return packed(writing::accept);
    }

    private static Packed packed(Content content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            content.to(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packed(compressed.toByteArray());
    }

    /** These bytes, then others: in the format of gzip, parts that follow each other are one whole. */
    public Packed and(Packed next) {
        byte[] both = Arrays.copyOf(compressed, compressed.length + next.compressed.length);
        System.arraycopy(next.compressed, 0, both, compressed.length, next.compressed.length);
        return new Packed(both);
    }

    /** Unpacks all parts: what a stream of the database says of what is left in it would not tell whether one follows. */
    static byte[] unpacked(byte[] compressed) throws IOException {
        try (var bytes = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return bytes.readAllBytes();
        }
    }

    byte[] compressed() {
        return compressed;
    }

    /** What is packed. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }
}
