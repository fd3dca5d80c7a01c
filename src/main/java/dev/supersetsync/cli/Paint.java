package dev.supersetsync.cli;

/**
 * Colours words on a terminal, and takes out of names what a terminal would take for orders.
 *
 * @param coloured whether there are colours
 */
record Paint(boolean coloured) {

    String added(String text) {
        return in("32", text);
    }

    String changed(String text) {
        return in("33", text);
    }

    String removed(String text) {
        return in("31", text);
    }

    String alarming(String text) {
        return in("1;31", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    private String in(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** A text from elsewhere on one line, without control characters. */
    static String plain(String text) {
        return text.replaceAll("\\R", " ").replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
    }
}
