package dev.supersetsync.api;

import dev.supersetsync.source.Notation;
import java.nio.ByteBuffer;

/**
 * The text that a request came in, byte for byte. Two are equal that say the same in the same way; one that says the same
 * in another way is another.
 */
record SentText(Notation notation, ByteBuffer bytes) {

    static SentText of(Notation notation, byte[] bytes) {
        return new SentText(notation, ByteBuffer.wrap(bytes));
    }
}
