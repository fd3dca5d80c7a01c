package dev.supersetsync.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/**
 * A command that has a result: says it as it is wanted, and what went wrong too. Errors are never stack traces, unless
 * they are ours and somebody asked to see more.
 */
abstract class Reporting implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Option(names = "--verbose", description = "Also log what is done, to standard error.")
    private boolean verbose;

    @Override
    public final Integer call() {
        try {
            return answer();
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException e) {
            Problem problem = Problem.of(e);
            if (verbose && problem.isOurFault()) {
                e.printStackTrace(console().err());
            }
            return told(problem);
        } finally {
            console().out().flush();
            console().err().flush();
        }
    }

    /** Does what is asked, says the result, and gives the exit code. */
    abstract int answer();

    /** Says what went wrong, and gives the exit code. */
    abstract int told(Problem problem);

    Surroundings surroundings() {
        return root.surroundings();
    }

    Console console() {
        return surroundings().console();
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Says something in the wanted form. */
    void say(Output output, Object json, Function<Output, String> words) {
        console().out().print(output == Output.JSON ? Json.pretty(json) + "\n" : words.apply(output));
    }
}
