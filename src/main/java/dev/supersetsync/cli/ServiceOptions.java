package dev.supersetsync.cli;

import dev.supersetsync.run.TemporaryStorage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who does the work: a running service, or this process. */
final class ServiceOptions {

    private static final String SERVER = "SUPERSET_SYNC_URL";
    private static final String TOKEN = "SUPERSET_SYNC_TOKEN";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A running service that does the work; else the variable SUPERSET_SYNC_URL; else this process does.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The token for that service; else the variable SUPERSET_SYNC_TOKEN.")
    private @Nullable String token;

    /** Whether a running service is to do the work. */
    boolean isRemote(Surroundings surroundings) {
        return server(surroundings).isPresent();
    }

    /**
     * Whoever does the work.
     *
     * @param storage what this process has instead of the configured storage, if anything
     */
    Service open(Surroundings surroundings, Progress progress, Optional<TemporaryStorage> storage, boolean verbose) {
        Optional<String> url = server(surroundings);
        return url.isPresent()
                ? new RemoteService(url.get(), token(surroundings), progress)
                : LocalService.start(surroundings, progress, storage, verbose);
    }

    private Optional<String> server(Surroundings surroundings) {
        return either(server, surroundings, SERVER);
    }

    private Optional<String> token(Surroundings surroundings) {
        return either(token, surroundings, TOKEN);
    }

    private static Optional<String> either(@Nullable String stated, Surroundings surroundings, String variable) {
        return Optional.ofNullable(stated)
                .or(() -> Optional.ofNullable(surroundings.environment().get(variable)))
                .filter(text -> !text.isBlank());
    }
}
