package dev.supersetsync;

import dev.supersetsync.testenv.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several processes of the service on one PostgreSQL, whose writes to Superset are seen at the wire, each with the same
 * targets, which are names for one Superset. A process is taken for dead after six seconds.
 */
final class Replicas implements AutoCloseable {

    private static final String HEAP = "256m";
    private static final String DATABASE = "postgres";

    private final Path directory;
    private final Postgres storage;
    private final String superset;
    private final List<String> targets;
    private final WireLog wire = new WireLog();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Replica> all = new CopyOnWriteArrayList<>();
    private final List<Replica> alive = new CopyOnWriteArrayList<>();

    /** One process, with its way to Superset. */
    record Replica(String name, ServiceProcess process, WriteTap tap) {

        private void end() {
            process.close();
            tap.close();
        }
    }

    private Replicas(String superset, List<String> targets) {
        this.superset = superset;
        this.targets = List.copyOf(targets);
        try {
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "replicas-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        storage = Postgres.startIn(directory.toAbsolutePath());
    }

    /**
     * Starts them.
     *
     * @param superset the address of a Superset whose user {@code admin} has the password {@code admin}
     * @param targets the names that it has
     */
    static Replicas start(int many, String superset, List<String> targets) {
        var replicas = new Replicas(superset, targets);
        List<CompletableFuture<Replica>> started = IntStream.range(0, many)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        replicas::startOne, task -> Thread.ofVirtual().start(task)))
                .toList();
        started.forEach(CompletableFuture::join);
        return replicas;
    }

    /** Starts another one. */
    Replica startOne() {
        String name = "replica " + numbers.incrementAndGet();
        var tap = new WriteTap(name, superset, wire);
        var replica = new Replica(name, ServiceProcess.start(HEAP, settings(tap)), tap);
        all.add(replica);
        alive.add(replica);
        return replica;
    }

    private Map<String, String> settings(WriteTap tap) {
        var settings = new HashMap<>(Map.of(
                "spring.datasource.url", storage.jdbcUrl(DATABASE),
                "spring.datasource.hikari.connection-timeout", "3000",
                "superset-sync.queue.heartbeat", "1s",
                "superset-sync.queue.polling", "200ms"));
        for (String target : targets) {
            String prefix = "superset-sync.targets." + target + ".";
            settings.put(prefix + "url", tap.url(target));
            settings.put(prefix + "username", "admin");
            settings.put(prefix + "password", "admin");
        }
        return settings;
    }

    /** The storage that they share. */
    Postgres storage() {
        return storage;
    }

    /** What they write to Superset. */
    WireLog wire() {
        return wire;
    }

    List<Replica> alive() {
        return List.copyOf(alive);
    }

    Replica any(RandomGenerator random) {
        List<Replica> now = alive();
        return now.get(random.nextInt(now.size()));
    }

    /** The one of this name, if it is alive. */
    Stream<Replica> named(String name) {
        return alive.stream().filter(replica -> replica.name().equals(name));
    }

    /** Another one than this. */
    Replica other(Replica than) {
        return alive.stream()
                .filter(replica -> !replica.equals(than))
                .findFirst()
                .orElseThrow();
    }

    /** Kills one. */
    void kill(Replica replica) {
        alive.remove(replica);
        replica.process().kill();
    }

    /** The lines of all their logs that begin so, after the time and what else stands before a message. */
    List<String> logged(String part) {
        var lines = new ArrayList<String>();
        for (Replica replica : all) {
            try (Stream<String> log = Files.lines(replica.process().log())) {
                log.filter(line -> line.contains(part))
                        .map(line -> replica.name() + ": " + line)
                        .forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    @Override
    public void close() {
        all.parallelStream().forEach(Replica::end);
        storage.close();
    }
}
