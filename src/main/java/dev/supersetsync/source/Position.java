package dev.supersetsync.source;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1
 */
record Position(int line, int column) {

    /** The place where a text goes on after this beginning. */
    static Position after(String beginning) {
        int lines =
                (int) beginning.chars().filter(character -> character == '\n').count();
        return new Position(lines + 1, beginning.length() - beginning.lastIndexOf('\n'));
    }
}
