package dev.supersetsync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters of a stream that must be UTF-8; it says where it is not, after all that comes before. */
final class Utf8Reader extends Reader {

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean ended;
    private int line = 1;
    private int column = 1;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        // A sign can take two characters.
        if (length < 2) {
            throw new IllegalArgumentException("No room for " + length + " characters.");
        }
        CharBuffer decoded = CharBuffer.wrap(buffer, offset, length).slice();
        while (true) {
            CoderResult result = decoder.decode(bytes, decoded, ended);
            if (decoded.position() > 0) {
                moveOn(buffer, offset, decoded.position());
                return decoded.position();
            }
            if (result.isError()) {
                throw new UnreadableDocument(line, column, "this is not UTF-8");
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    private void moveOn(char[] characters, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (characters[index] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
