package dev.supersetsync.run;

import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;

/** Parts what concerns many datasets into as many as one statement takes well. */
final class Batches {

    /** How many one statement is about, and how many rows a database hands out at a time. */
    static final int SIZE = 500;

    private Batches() {}

    /** All, in their order, in batches of the size. */
    static <T> List<List<T>> of(Collection<T> all) {
        return all.stream().gather(Gatherers.windowFixed(SIZE)).toList();
    }
}
