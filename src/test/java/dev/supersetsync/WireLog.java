package dev.supersetsync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Which writes of datasets passed, of whom, to which target, from when to when: as {@link WriteTap}s saw them. */
final class WireLog {

    private static final String DATASETS = "/api/v1/dataset";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition begun = lock.newCondition();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, String> lastCallers = new ConcurrentHashMap<>();
    private int begins;
    private String lastToBegin = "";

    /** A write, and when it was on its way. */
    record Write(String process, String target, String call, Instant from, Instant until) {

        private boolean overlaps(Write later) {
            return later.from.isBefore(until) && !process.equals(later.process);
        }
    }

    /** A call on its way, until it is closed. */
    interface Passing extends AutoCloseable {

        @Override
        void close();
    }

    Passing passes(String process, String target, String method, String path) {
        lastCallers.put(target, process);
        if (method.equals("GET") || !path.startsWith(DATASETS)) {
            return () -> {};
        }
        Instant from = Instant.now();
        begins(process);
        return () -> ended(new Write(process, target, method + " " + path, from, Instant.now()));
    }

    private void begins(String process) {
        lock.lock();
        try {
            begins++;
            lastToBegin = process;
            begun.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended(Write write) {
        lock.lock();
        try {
            writes.add(write);
        } finally {
            lock.unlock();
        }
    }

    /** Who called this target last, be it to read. */
    String lastCallerOf(String target) {
        return Objects.requireNonNull(lastCallers.get(target));
    }

    /** Who begins the next write; empty if nobody does within this time. */
    Optional<String> nextToWrite(Duration within) throws InterruptedException {
        lock.lock();
        try {
            int before = begins;
            long left = within.toNanos();
            while (begins == before && left > 0) {
                left = begun.awaitNanos(left);
            }
            return begins == before ? Optional.empty() : Optional.of(lastToBegin);
        } finally {
            lock.unlock();
        }
    }

    /** The writes that are over. */
    List<Write> writes() {
        lock.lock();
        try {
            return List.copyOf(writes);
        } finally {
            lock.unlock();
        }
    }

    /** Writes of two processes that were on their way to one target at a time. */
    List<String> overlaps() {
        var overlaps = new ArrayList<String>();
        writes().stream().collect(Collectors.groupingBy(Write::target)).values().forEach(ofTarget -> {
            List<Write> inOrder =
                    ofTarget.stream().sorted(Comparator.comparing(Write::from)).toList();
            for (int i = 0; i < inOrder.size(); i++) {
                Write first = inOrder.get(i);
                inOrder.subList(i + 1, inOrder.size()).stream()
                        .takeWhile(later -> later.from.isBefore(first.until))
                        .filter(first::overlaps)
                        .forEach(later -> overlaps.add(first + " and " + later));
            }
        });
        return overlaps;
    }
}
