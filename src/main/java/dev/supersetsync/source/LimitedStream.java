package dev.supersetsync.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is given up once it turns out to be longer than allowed. */
final class LimitedStream extends FilterInputStream {

    private final DocumentTooLarge tooLarge;
    private final long mostBytes;
    private long taken;

    /**
     * A stream with a limit.
     *
     * @param tooLarge what is thrown beyond that
     */
    LimitedStream(InputStream in, long mostBytes, DocumentTooLarge tooLarge) {
        super(in);
        this.mostBytes = mostBytes;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        taken += read;
        if (taken > mostBytes) {
            throw tooLarge;
        }
    }

    /** How many bytes of it were read. */
    long taken() {
        return taken;
    }
}
