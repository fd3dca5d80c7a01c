package dev.supersetsync.run;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the items of this page
 * @param page its number, from 0
 * @param size how many items a full page has
 * @param total how many items there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

    public Page {
        items = List.copyOf(items);
    }
}
