package dev.supersetsync.source;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;

/**
 * A text that never fills the buffer of its reader: SnakeYAML Engine (StreamReader, 3.0.1) reads the other half of a
 * surrogate pair behind the end of a full one, and fails.
 */
final class RoomForPairs extends FilterReader {

    RoomForPairs(String text) {
        super(new StringReader(text));
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.max(1, length - 1));
    }
}
