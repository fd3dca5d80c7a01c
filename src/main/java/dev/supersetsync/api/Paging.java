package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Page;
import dev.supersetsync.sync.Refusal;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for.
 *
 * @param page from 0
 * @param size from 1 to 200
 */
record Paging(int page, int size) {

    static final String DEFAULT_SIZE = "50";
    private static final int LARGEST_SIZE = 200;
    private static final int LAST_PAGE = 1_000_000;

    Paging {
        if (page < 0 || page > LAST_PAGE) {
            throw new Refusal.InvalidRequest(List.of(Violation.at("page", "must be from 0 to " + LAST_PAGE)));
        }
        if (size < 1 || size > LARGEST_SIZE) {
            throw new Refusal.InvalidRequest(List.of(Violation.at("size", "must be from 1 to " + LARGEST_SIZE)));
        }
    }

    /** The part of a list, of which only that part is turned into what is told. */
    <T, R> Page<R> of(List<T> all, Function<? super T, ? extends R> told) {
        List<R> items =
                all.stream().skip((long) page * size).limit(size).<R>map(told).toList();
        return new Page<>(items, page, size, all.size());
    }
}
