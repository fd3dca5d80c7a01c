package dev.supersetsync.cli;

import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.ParsedText;

/**
 * A file of models as it was read, or standard input.
 *
 * @param name as it was given
 * @param content its bytes
 */
record ModelFile(String name, byte[] content) {

    static final String STANDARD_INPUT = "-";

    /** What it says. */
    ParsedText parsed() {
        return DocumentText.parse(content, notation(), name);
    }

    /** By its name; standard input has none, and is JSON if it begins like that. */
    Notation notation() {
        if (!name.equals(STANDARD_INPUT)) {
            return Notation.ofFile(name);
        }
        for (byte letter : content) {
            if (letter > ' ') {
                return letter == '{' || letter == '[' ? Notation.JSON : Notation.YAML;
            }
        }
        return Notation.YAML;
    }
}
