package dev.supersetsync.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The service itself. It is here for the help: whoever starts the process sees to it before any command does. */
@Command(
        name = "serve",
        description = {
            "Starts the service with its HTTP API, as no command at all does.",
            "It takes the options of Spring Boot, such as --server.port=8081."
        })
final class Serve implements Runnable {

    @Unmatched
    private List<String> options = List.of();

    @Override
    public void run() {
        throw new IllegalStateException("The service is not started here: " + options);
    }
}
