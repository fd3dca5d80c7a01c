package dev.supersetsync.apply;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same for many, so many at a time, on virtual threads. */
final class Workers {

    private final int atATime;

    Workers(int atATime) {
        this.atATime = atATime;
    }

    <T> void each(List<T> all, Consumer<? super T> work) {
        map(all, one -> {
            work.accept(one);
            return Boolean.TRUE;
        });
    }

    /** The results, in the order of what was given; the first failure is thrown when all came to their end. */
    <T, R> List<R> map(List<T> all, Function<? super T, ? extends R> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                atATime, Thread.ofVirtual().name("apply-", 0).factory())) {
            List<Future<R>> tasks = all.stream()
                    .<Future<R>>map(one -> threads.submit(() -> work.apply(one)))
                    .toList();
            return tasks.stream().map(Workers::join).toList();
        }
    }

    private static <R> R join(Future<R> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while applying a plan", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed
                    ? failed
                    : new IllegalStateException("A change ended without an outcome", e.getCause());
        }
    }
}
