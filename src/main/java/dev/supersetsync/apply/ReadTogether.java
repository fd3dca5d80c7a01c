package dev.supersetsync.apply;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.SupersetException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** A dataset, if it is as it should be. */
    Optional<ActualDataset> confirmed(int id, Predicate<ActualDataset> isAsItShouldBe) {
        return Optional.ofNullable(byId.get(id)).filter(isAsItShouldBe);
    }
}
