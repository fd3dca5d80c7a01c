package dev.supersetsync.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Types commands as a person or a pipeline does, in this process, and shows what came of them. */
public final class Typed {

    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private final List<Class<?>> parts;
    private boolean watched;

    private Typed(List<Class<?>> parts) {
        this.parts = parts;
    }

    /** Without what finds the parts of the service: for commands that need none. */
    public static Typed here() {
        return new Typed(List.of());
    }

    /** With what finds the parts of the service. */
    public static Typed here(Class<?>... parts) {
        return new Typed(List.of(parts));
    }

    /** With standard input. */
    public Typed with(String text) {
        input = text;
        return this;
    }

    /** With a variable of the environment. */
    public Typed with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** On a terminal, with colours. */
    public Typed watched() {
        watched = true;
        return this;
    }

    /** Types a command. */
    public Shown command(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                watched,
                watched);
        // Spring Boot tells how to log by properties of the process, which here is that of all other tests too.
        var before = (Properties) System.getProperties().clone();
        try {
            int exit = Commands.run(new Surroundings(console, environment, parts), arguments);
            return new Shown(exit, out.toString(), err.toString());
        } finally {
            System.setProperties(before);
        }
    }

    /** What came of a command. */
    public record Shown(int exit, String out, String err) {}
}
