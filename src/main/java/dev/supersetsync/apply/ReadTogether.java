package dev.supersetsync.apply;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.SupersetException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Datasets that were read together. They can only confirm: what is not among them, or not as it should be, is to be read
 * alone, and that decides.
 */
final class ReadTogether {

    private final Map<Integer, ActualDataset> byId;

    private ReadTogether(Map<Integer, ActualDataset> byId) {
        this.byId = byId;
    }

    /** Reads them; where that fails, nothing is confirmed. */
    static ReadTogether of(DatasetReader reader, Collection<Integer> ids) {
        try {
            return new ReadTogether(reader.readAgain(ids).stream()
                    .collect(Collectors.toMap(ActualDataset::id, dataset -> dataset, (one, _) -> one)));
        } catch (SupersetException e) {
            return new ReadTogether(Map.of());
        }
    }

    /** The ids of those that still are as they were read: reading them again tells. */
    static Set<Integer> unchangedByReading(DatasetReader reader, List<ActualDataset> before) {
        var there = of(reader, before.stream().map(ActualDataset::id).toList());
        return before.stream()
                .filter(dataset -> there.confirmed(
                                dataset.id(), found -> found.dataset().equals(dataset.dataset()))
                        .isPresent())
                .map(ActualDataset::id)
                .collect(Collectors.toSet());
    }

    /** The same for less: the list tells, and reading those again that it does not confirm. */
    static Set<Integer> unchangedByListOrReading(DatasetReader reader, List<ActualDataset> before) {
        Set<Integer> unchanged = unchangedByList(reader, before);
        List<ActualDataset> open = before.stream()
                .filter(dataset -> !unchanged.contains(dataset.id()))
                .toList();
        return open.isEmpty()
                ? unchanged
                : Stream.concat(unchanged.stream(), unchangedByReading(reader, open).stream())
                        .collect(Collectors.toSet());
    }

    private static Set<Integer> unchangedByList(DatasetReader reader, List<ActualDataset> before) {
        try {
            return reader.unchangedByList(before);
        } catch (SupersetException e) {
            return Set.of();
        }
    }

    /** A dataset, if it is as it should be. */
    Optional<ActualDataset> confirmed(int id, Predicate<ActualDataset> isAsItShouldBe) {
        return Optional.ofNullable(byId.get(id)).filter(isAsItShouldBe);
    }
}
