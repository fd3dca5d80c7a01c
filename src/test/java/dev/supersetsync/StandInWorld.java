package dev.supersetsync;

import dev.supersetsync.standin.SupersetStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A test class's own stand-in for Superset, and the service beside it: registered as a static extension. No test sees
 * the faults and the requests of the one before it. All that it started is closed after the last test, the latest first.
 */
final class StandInWorld implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final AtomicInteger schemas = new AtomicInteger();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> settings;

    private @Nullable RunningService service;

    private StandInWorld(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        closing(superset);
    }

    /** Whose service has the default settings. */
    static StandInWorld plain() {
        return with(Map.of());
    }

    /** Whose service has settings of its own. */
    static StandInWorld with(Map<String, String> settings) {
        return new StandInWorld(settings);
    }

    /** What stands in for Superset. */
    SupersetStandIn superset() {
        return superset;
    }

    /** The service, started when it is first asked for; its target is {@code main}. */
    synchronized RunningService service() {
        if (service == null) {
            service = start(settings);
        }
        return service;
    }

    /** Starts another service, whose targets {@code main} and these are all the stand-in. */
    RunningService start(Map<String, String> others, String... moreTargets) {
        return closing(RunningService.before(superset, others, moreTargets));
    }

    /**
     * Makes a new schema in the warehouse, with tables that are empty.
     *
     * @param tables each as {@code name (column type, …)}
     * @return its name
     */
    String schema(String... tables) {
        String schema = "s" + schemas.incrementAndGet();
        superset.warehouse()
                .execute("CREATE SCHEMA %s;".formatted(schema)
                        + Stream.of(tables)
                                .map(table -> "CREATE TABLE %s.%s;".formatted(schema, table))
                                .collect(Collectors.joining()));
        return schema;
    }

    /** Makes an empty folder, which is deleted after the last test. */
    Path folder() {
        try {
            Path folder = Files.createTempDirectory("stand-in-world-");
            closing(() -> FileSystemUtils.deleteRecursively(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes it after the last test, once all is closed that was started later. */
    <T extends AutoCloseable> T closing(T resource) {
        started.push(resource);
        return resource;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        superset.requests().clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        superset.faults().clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
