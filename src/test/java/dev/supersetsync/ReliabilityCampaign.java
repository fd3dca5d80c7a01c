package dev.supersetsync;

import dev.supersetsync.Replicas.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many callers who sync through several replicas while replicas are killed, frozen and started, and the storage and
 * Superset go and come back. A caller whose connection breaks asks another replica with the same key, as one who is told
 * to come again does. What is to be true in spite of all that is looked at afterwards, by {@link CampaignFindings}.
 */
final class ReliabilityCampaign {

    private static final String YAML = "application/yaml";
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Size size;
    private final Scene scene;
    private final Replicas replicas;
    private final List<CountDownLatch> milestones;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Trouble> troubles = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger broken = new AtomicInteger();
    private final Map<Integer, Duration> waits = new ConcurrentHashMap<>();

    /**
     * How much of everything.
     *
     * @param syncs how many syncs are called for in all
     * @param targets how many targets they go to in turn
     * @param callers how many of them wait at a time
     * @param kills how many replicas are killed, each in the midst of a write, and replaced
     * @param freezes how many are frozen in the midst of a write, until others took over, and then go on
     * @param storageRestarts how often PostgreSQL is restarted
     * @param supersetRestarts how often Superset is restarted
     * @param seed decides the order of the troubles and who calls whom
     */
    record Size(
            int syncs,
            int targets,
            int callers,
            int kills,
            int freezes,
            int storageRestarts,
            int supersetRestarts,
            long seed) {

        List<String> targetNames() {
            return IntStream.rangeClosed(1, targets)
                    .mapToObj(number -> "t" + number)
                    .toList();
        }

        private List<TroubleKind> troubles() {
            var kinds = new ArrayList<TroubleKind>();
            kinds.addAll(Collections.nCopies(kills, TroubleKind.KILL));
            kinds.addAll(Collections.nCopies(freezes, TroubleKind.FREEZE));
            kinds.addAll(Collections.nCopies(storageRestarts, TroubleKind.STORAGE));
            kinds.addAll(Collections.nCopies(supersetRestarts, TroubleKind.SUPERSET));
            Collections.shuffle(kinds, new Random(seed));
            return kinds;
        }
    }

    /** What goes wrong. */
    enum TroubleKind {
        KILL,
        FREEZE,
        STORAGE,
        SUPERSET
    }

    /** Something that went wrong, and since when. */
    record Trouble(TroubleKind kind, Instant at) {}

    /** What a caller was told to one call. */
    record Told(int sync, String key, Answer answer) {}

    /** The Superset of a campaign, with a schema of tables for each target. */
    interface Scene {

        /** What is in the tables of a target, as YAML of the models, marked with the number of a sync. */
        String document(String target, String mark, int tables);

        /** How many tables each target has. */
        int tables();

        /** The names of the datasets in the schema of a target, each as often as it is there. */
        List<String> datasets(String target);

        /** Superset goes and comes back. */
        void restart();
    }

    private ReliabilityCampaign(Size size, Scene scene, Replicas replicas) {
        this.size = size;
        this.scene = scene;
        this.replicas = replicas;
        milestones = size.troubles().stream().map(_ -> new CountDownLatch(1)).toList();
    }

    /** Does it, and looks at what came of it. */
    static CampaignFindings run(Size size, Scene scene, Replicas replicas) {
        return new ReliabilityCampaign(size, scene, replicas).run();
    }

    private CampaignFindings run() {
        Instant start = Instant.now();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = Stream.concat(
                            Stream.of(threads.submit(this::makeTrouble)),
                            IntStream.range(0, size.callers())
                                    .<Future<?>>mapToObj(caller -> threads.submit(() -> callAgainAndAgain(caller))))
                    .<Future<?>>map(future -> future)
                    .toList();
            all.forEach(ReliabilityCampaign::join);
        }
        return new CampaignFindings(
                size, scene, replicas, told, troubles, broken.get(), waits, Duration.between(start, Instant.now()));
    }

    private static void join(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("The campaign itself failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void callAgainAndAgain(int caller) {
        var random = new Random(size.seed() + caller);
        int number = numbers.getAndIncrement();
        while (number < size.syncs()) {
            Instant start = Instant.now();
            call(number, random);
            waits.put(number, Duration.between(start, Instant.now()));
            ended();
            number = numbers.getAndIncrement();
        }
    }

    private void ended() {
        int now = ended.incrementAndGet();
        for (int i = 0; i < milestones.size(); i++) {
            if (now * (milestones.size() + 1) >= size.syncs() * (i + 1)) {
                milestones.get(i).countDown();
            }
        }
    }

    /** Calls until the sync is done. Who was told that a run failed begins another one, with another key. */
    private void call(int number, Random random) {
        String key = "sync-" + number;
        while (true) {
            try {
                Answer answer = replicas.any(random)
                        .process()
                        .tryPost("/sync", YAML, request(size, scene, number), "Idempotency-Key", key);
                told.add(new Told(number, key, answer));
                if (answer.status() != 502 && answer.status() != 503) {
                    return;
                }
                key = answer.status() == 502 ? key + "-again" : key;
            } catch (HttpTimeoutException e) {
                throw new AssertionError("Sync " + number + " was never answered", e);
            } catch (IOException brokenConnection) {
                broken.incrementAndGet();
            }
            pause();
        }
    }

    /** The request of a sync: the later it is, the more tables it declares. */
    static String request(Size size, Scene scene, int number) {
        String target = size.targetNames().get(number % size.targets());
        int tables = Math.max(1, scene.tables() * (number + 1) / size.syncs());
        return request(scene, target, "sync " + number, tables);
    }

    /** The request of a sync to a target. */
    static String request(Scene scene, String target, String mark, int tables) {
        return "target: " + target + "\n" + scene.document(target, mark, tables);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void makeTrouble() {
        List<TroubleKind> kinds = size.troubles();
        for (int i = 0; i < kinds.size(); i++) {
            try {
                milestones.get(i).await();
                make(kinds.get(i));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void make(TroubleKind kind) throws InterruptedException {
        System.err.println("[campaign] " + kind + " after " + ended + " of " + size.syncs());
        switch (kind) {
            case KILL -> {
                Replica replica = writing();
                happens(kind);
                replicas.kill(replica);
                replicas.startOne();
            }
            case FREEZE -> freeze(writing());
            case STORAGE -> {
                happens(kind);
                replicas.storage().stop();
                replicas.storage().startAgain();
            }
            case SUPERSET -> {
                happens(kind);
                scene.restart();
            }
        }
    }

    private void happens(TroubleKind kind) {
        troubles.add(new Trouble(kind, Instant.now()));
    }

    /** One that has just begun to write; any if nobody writes. */
    private Replica writing() throws InterruptedException {
        Random random = new Random(size.seed());
        return replicas.wire()
                .nextToWrite(SOON)
                .flatMap(name -> replicas.named(name).findFirst())
                .orElseGet(() -> replicas.any(random));
    }

    /** Until one of its runs is taken up by others. */
    private void freeze(Replica replica) throws InterruptedException {
        Replica other = replicas.other(replica);
        List<String> atWork = ids(other, "/runs?status=RUNNING&size=100");
        happens(TroubleKind.FREEZE);
        replica.process().freeze();
        try {
            Instant end = Instant.now().plus(SOON);
            while (Instant.now().isBefore(end)
                    && Collections.disjoint(atWork, ids(other, "/runs?status=INTERRUPTED&size=100"))) {
                pause();
            }
        } finally {
            replica.process().goOn();
        }
    }

    private static List<String> ids(Replica replica, String path) {
        try {
            return replica.process()
                    .tryGet(path)
                    .expect(200)
                    .body()
                    .path("items")
                    .valueStream()
                    .map(run -> run.path("id").asString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
