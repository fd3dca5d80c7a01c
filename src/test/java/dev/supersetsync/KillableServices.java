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
 *
 * @param world where they are started
 * @param folder below which their storages are
 */
record KillableServices(StandInWorld world, Path folder) {

    private static final String STORAGE = "superset-sync.mv.db";

    /** Starts one with this storage, empty if there is none yet. */
    RunningService start(String storage) {
        return world.start(Map.of(
                "superset-sync.parallel-changes",
                "1",
                RunningService.DATA_DIR,
                folder.resolve(storage).toString()));
    }

    /** Takes a storage as it is now. */
    void copy(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to));
        Files.copy(folder.resolve(from).resolve(STORAGE), folder.resolve(to).resolve(STORAGE));
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
