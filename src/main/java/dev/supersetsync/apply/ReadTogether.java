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

    /** The ids of those that still are as they were read, which reading them again tells. */
    static Set<Integer> standing(DatasetReader reader, List<ActualDataset> before) {
        var there = of(reader, before.stream().map(ActualDataset::id).toList());
        return before.stream()
                .filter(dataset -> there.confirmed(
                                dataset.id(), found -> found.dataset().equals(dataset.dataset()))
                        .isPresent())
                .map(ActualDataset::id)
                .collect(Collectors.toSet());
    }

    /** The same as the list tells it, and for those of which it tells nothing by reading them again. */
    static Set<Integer> listed(DatasetReader reader, List<ActualDataset> before) {
        Set<Integer> standing = listedAlone(reader, before);
        List<ActualDataset> open = before.stream()
                .filter(dataset -> !standing.contains(dataset.id()))
                .toList();
        return open.isEmpty()
                ? standing
                : Stream.concat(standing.stream(), standing(reader, open).stream())
                        .collect(Collectors.toSet());
    }

    private static Set<Integer> listedAlone(DatasetReader reader, List<ActualDataset> before) {
        try {
            return reader.standing(before);
        } catch (SupersetException e) {
            return Set.of();
        }
    }

    /** A dataset, if it is as it should be. */
    Optional<ActualDataset> confirmed(int id, Predicate<ActualDataset> isAsItShouldBe) {
        return Optional.ofNullable(byId.get(id)).filter(isAsItShouldBe);
    }
}
