package dev.supersetsync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The way into the command line: which arguments are meant for it, and what a process does with them. Commands that need
 * no service load none of it, so that they answer at once.
 */
public final class Commands {

    private static final String SERVE = "serve";
    private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version");
    private static final List<String> WITH_SERVICE = List.of("plan", "sync", "export", "restore", "runs");

    private Commands() {}

    /**
     * Whether arguments are for a command. The service is meant by none, by {@code serve}, and by nothing but options of
     * its own, such as {@code --server.port=8081}.
     */
    public static boolean areMeantBy(String... arguments) {
        return Stream.of(arguments)
                .anyMatch(argument ->
                        QUESTIONS.contains(argument) || !argument.startsWith("--") && !argument.equals(SERVE));
    }

    /** The arguments of the service itself. */
    public static String[] ofService(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.equals(SERVE))
                .toArray(String[]::new);
    }

    /**
     * Runs a command in a process of its own.
     *
     * @param parts what finds the parts of the service, for commands that work without a server
     * @return the exit code: see {@link Exit}
     */
    public static int run(Class<?> parts, String... arguments) {
        silence(arguments);
        return run(new Surroundings(Console.ofProcess(), System.getenv(), List.of(parts)), arguments);
    }

    /** Runs a command. */
    static int run(Surroundings surroundings, String... arguments) {
        return line(surroundings).execute(arguments);
    }

    /** All commands, with their options. */
    static CommandLine line(Surroundings surroundings) {
        Console console = surroundings.console();
        return new CommandLine(new Root(surroundings))
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(Help.defaultColorScheme(console.coloured() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(Commands::notUnderstood);
    }

    private static int notUnderstood(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println("superset-sync: " + exception.getMessage());
        UnmatchedArgumentException.printSuggestions(exception, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return Exit.BAD_INPUT;
    }

    /** Libraries log before anybody has said where to, which is standard output: nothing but results may be there. */
    private static void silence(String... arguments) {
        if (Stream.of(arguments).anyMatch(WITH_SERVICE::contains)) {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        } else {
            Map.of(
                            "slf4j.provider",
                            "org.slf4j.helpers.NOP_FallbackServiceProvider",
                            "slf4j.internal.verbosity",
                            "WARN")
                    .forEach(System::setProperty);
        }
    }
}
