package dev.supersetsync.source;

import org.jspecify.annotations.Nullable;

/**
 * A column as a piece of SQL names it.
 *
 * @param start where in the SQL it begins, counted from 0
 * @param end where it ends, exclusive
 * @param qualifier what stands before its dot, without quotes, or null if nothing does
 * @param name without quotes
 * @param written the name as it is written, with its quotes if it has any
 * @param aggregate the aggregate that it stands in, or null if it stands in none
 */
record ColumnName(
        int start,
        int end,
        @Nullable String qualifier,
        String name,
        String written,
        @Nullable AggregateCall aggregate) {

    static String unquoted(String name) {
        boolean quoted = name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
        if (!quoted) {
            return name;
        }
        String quote = name.substring(name.length() - 1);
        return name.substring(1, name.length() - 1).replace(quote + quote, quote);
    }
}
