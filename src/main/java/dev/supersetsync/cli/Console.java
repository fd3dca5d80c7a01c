package dev.supersetsync.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes: results to {@code out}, all else to {@code err}.
 *
 * @param terminal whether a person watches
 * @param coloured whether colours may be used
 */
record Console(PrintWriter out, PrintWriter err, InputStream in, boolean terminal, boolean coloured) {

    /** That of this process; a person watches if neither its input nor its output is led elsewhere. */
    static Console ofProcess() {
        java.io.Console system = System.console();
        boolean terminal = system != null && system.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        String noColour = System.getenv("NO_COLOR");
        boolean coloured = terminal && (noColour == null || noColour.isEmpty());
        return new Console(writer(System.out), writer(System.err), System.in, terminal, coloured);
    }

    /** Documents are UTF-8 whatever the locale is. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
