package dev.supersetsync.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts in JSON or YAML, in the same strict way: no key twice, one document, limited depth and size, UTF-8. It is
 * the way in for every text from outside, and knows nothing of what the text is about.
 */
public final class DocumentText {

    /** How deep mappings and lists may be nested. */
    static final int DEEPEST_NESTING = 100;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private DocumentText() {}

    /**
     * Reads all of a text that has no name.
     *
     * @throws UnreadableDocument if it is not in that notation
     * @throws DocumentTooLarge if it is too long
     */
    public static ParsedText parse(byte[] text, Notation notation) {
        return parse(text, notation, null);
    }

    /** Reads all of one of several texts, which has the name of its file in what is said about it. */
    public static ParsedText parse(byte[] text, Notation notation, @Nullable String file) {
        try {
            return parse(new ByteArrayInputStream(text), notation, file, Intake.WHOLE, new Budget());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text while it comes in, of which there are no others. */
    public static ParsedText parse(InputStream text, Notation notation, @Nullable String file, Intake intake)
            throws IOException {
        return parse(text, notation, file, intake, new Budget());
    }

    /**
     * Reads one of several texts while it comes in.
     *
     * @param text is read to its end, and not closed
     * @param budget what is left for it, of which it takes what it needs
     */
    public static ParsedText parse(
            InputStream text, Notation notation, @Nullable String file, Intake intake, Budget budget)
            throws IOException {
        LimitedStream limited = budget.limited(text, notation, file, intake);
        try {
            Reader characters = new Utf8Reader(withoutMark(limited));
            Tree tree =
                    switch (notation) {
                        case JSON -> JsonText.parse(characters, intake.needed(), budget);
                        case YAML -> YamlText.parse(characters.readAllAsString(), budget);
                    };
            budget.takeBytes(limited.taken(), notation, intake);
            return new ParsedText(file, tree.root(), tree.locations());
        } catch (UnreadableDocument unreadable) {
            // A text that is too long is told to be so, whatever it says.
            limited.transferTo(OutputStream.nullOutputStream());
            throw file == null ? unreadable : unreadable.in(file);
        }
    }

    private static InputStream withoutMark(InputStream text) throws IOException {
        var buffered = new BufferedInputStream(text);
        buffered.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(buffered.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            buffered.reset();
        }
        return buffered;
    }
}
