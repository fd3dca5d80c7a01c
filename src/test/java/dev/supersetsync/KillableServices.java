package dev.supersetsync;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Services before one stand-in, each with its storage in a folder of its own, that work on one dataset at a time. A copy
 * of a storage is what a process leaves that is killed at that moment; another service is started on it.
 */
final class KillableServices {

    private static final String STORAGE = "superset-sync.mv.db";
    private static final String FIRST = "first";

    private final StandInWorld world;
    private final Path folder;
    private final RunningService first;

    private KillableServices(StandInWorld world, Path folder) {
        this.world = world;
        this.folder = folder;
        this.first = start(FIRST);
    }

    /** Starts the first of them; all of their storages go with the world. */
    static KillableServices in(StandInWorld world) {
        return new KillableServices(world, world.folder());
    }

    /** The one that is there from the start. */
    RunningService first() {
        return first;
    }

    /** Starts one with this storage, empty if there is none yet. */
    RunningService start(String storage) {
        return world.start(Map.of(
                "superset-sync.parallel-changes",
                "1",
                RunningService.DATA_DIR,
                folder.resolve(storage).toString()));
    }

    /** Takes the storage of the first as it is now. */
    void copy(String to) throws IOException {
        Files.createDirectories(folder.resolve(to));
        Files.copy(folder.resolve(FIRST).resolve(STORAGE), folder.resolve(to).resolve(STORAGE));
    }

    /** Waits until a service has no run to do any more. */
    static void awaitItsEnd(RunningService service) {
        await().until(() -> Stream.of("QUEUED", "RUNNING")
                .allMatch(status -> service.get("/runs?status=" + status)
                                .body()
                                .path("total")
                                .asInt()
                        == 0));
    }
}
