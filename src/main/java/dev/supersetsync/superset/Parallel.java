package dev.supersetsync.superset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same for many, side by side on virtual threads; how many calls really run is the throttle's matter. */
final class Parallel {

    private Parallel() {}

    /** The results in the order of what was asked; the first failure ends it all. */
    static <T, R> List<R> map(Collection<T> all, Function<? super T, ? extends R> work) {
        if (all.size() == 1) {
            R only = work.apply(all.iterator().next());
            return List.of(only);
        }
        return map(Executors.newVirtualThreadPerTaskExecutor(), all, work);
    }

    /** The same with so many at a time, which leaves turns to others: whoever waits for a turn waits for all before. */
    static <T, R> List<R> map(int atATime, Collection<T> all, Function<? super T, ? extends R> work) {
        return map(Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory()), all, work);
    }

    /** Both side by side; of two failures the first one's is told. */
    static <R> R both(Runnable one, Supplier<R> other) {
        return map(List.<Supplier<Optional<R>>>of(() -> nothing(one), () -> Optional.of(other.get())), Supplier::get)
                .get(1)
                .orElseThrow();
    }

    private static <R> Optional<R> nothing(Runnable work) {
        work.run();
        return Optional.empty();
    }

    private static <T, R> List<R> map(
            ExecutorService executor, Collection<T> all, Function<? super T, ? extends R> work) {
        try (ExecutorService threads = executor) {
            var futures = new ArrayList<Future<R>>(all.size());
            for (T one : all) {
                futures.add(threads.submit(() -> work.apply(one)));
            }
            return results(threads, futures);
        }
    }

    private static <R> List<R> results(ExecutorService threads, List<Future<R>> futures) {
        try {
            var results = new ArrayList<R>(futures.size());
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
