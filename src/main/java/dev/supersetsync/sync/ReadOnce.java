package dev.supersetsync.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What storage tells of datasets, by uuid. It is asked for each of them once, and what it said then stays. */
final class ReadOnce<V> {

    private final Function<Collection<String>, Map<String, V>> storage;
    private final Map<String, V> known = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    ReadOnce(Function<Collection<String>, Map<String, V>> storage) {
        this.storage = storage;
    }

    /** What is told of these; those of whom nothing is known are left out. */
    synchronized Map<String, V> of(Collection<String> uuids) {
        Set<String> wanted = Set.copyOf(uuids);
        List<String> unread =
                wanted.stream().filter(uuid -> !read.contains(uuid)).toList();
        if (!unread.isEmpty()) {
            known.putAll(storage.apply(unread));
            read.addAll(unread);
        }
        return wanted.stream().filter(known::containsKey).collect(Collectors.toMap(uuid -> uuid, known::get));
    }
}
