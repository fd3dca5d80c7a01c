package dev.supersetsync.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts in JSON or YAML, in the same strict way: no key twice, one document, limited depth and size, UTF-8. It is
 * the way in for every text from outside, and knows nothing of what the text is about.
 */
public final class DocumentText {

    /** How long a text may be. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    /** How deep mappings and lists may be nested. */
    static final int DEEPEST_NESTING = 100;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private DocumentText() {}

    /**
     * Reads a text that has no name.
     *
     * @throws UnreadableDocument if it is not in that notation
     * @throws DocumentTooLarge if it is too long
     */
    public static ParsedText parse(byte[] text, Notation notation) {
        return parse(text, notation, null);
    }

    /** Reads one of several texts, which has the name of its file in what is said about it. */
    public static ParsedText parse(byte[] text, Notation notation, @Nullable String file) {
        try {
            Tree tree = tree(text, notation);
            return new ParsedText(file, tree.root(), tree.locations());
        } catch (UnreadableDocument unreadable) {
            throw file == null ? unreadable : unreadable.in(file);
        }
    }

    private static Tree tree(byte[] text, Notation notation) {
        if (text.length > MOST_BYTES) {
            throw new DocumentTooLarge(text.length);
        }
        String characters = decode(text);
        return switch (notation) {
            case JSON -> JsonText.parse(characters);
            case YAML -> YamlText.parse(characters);
        };
    }

    private static String decode(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        // What is not UTF-8 became this character, which may also have been sent.
        String characters = decoded.indexOf(REPLACEMENT) < 0 ? decoded : strictlyDecoded(text);
        return !characters.isEmpty() && characters.charAt(0) == BYTE_ORDER_MARK ? characters.substring(1) : characters;
    }

    private static String strictlyDecoded(byte[] text) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer characters = CharBuffer.allocate(text.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(bytes, characters, true);
        String decoded = characters.flip().toString();
        if (result.isError()) {
            Position position = Position.after(decoded);
            throw new UnreadableDocument(position.line(), position.column(), "this is not UTF-8");
        }
        return decoded;
    }
}
