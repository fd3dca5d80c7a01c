package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a document.
 *
 * @param path where, such as {@code models[0].columns[2].name}; empty for the document itself
 * @param line the line of the text that it was read from, from 1, or null if not known
 * @param column the column in that line, from 1, or null if not known
 * @param message what is wrong and what to do
 */
public record Violation(
        String path, @Nullable Integer line, @Nullable Integer column, String message) {

    /** A violation whose place in a text is not known, or not yet. */
    public static Violation at(String path, String message) {
        return new Violation(path, null, null, message);
    }
}
