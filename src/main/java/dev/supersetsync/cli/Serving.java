package dev.supersetsync.cli;

import dev.supersetsync.run.TemporaryStorage;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that has its work done by the use cases: those of a running service, or in this process. */
abstract class Serving extends Reporting {

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    /** What this process has instead of the configured storage, if anything. */
    Optional<TemporaryStorage> storage() {
        return Optional.empty();
    }

    boolean isRemote() {
        return service.isRemote(surroundings());
    }

    /** Has work done by whoever does it. */
    <T> T served(Function<Service, T> work) {
        try (var progress = new Progress(console())) {
            progress.begins(isRemote() ? "Asking the service" : "Starting");
            try (Service opened = service.open(surroundings(), progress, storage(), isVerbose())) {
                return work.apply(opened);
            }
        }
    }
}
