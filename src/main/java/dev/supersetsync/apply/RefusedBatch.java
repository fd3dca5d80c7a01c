package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.state.DatasetKey;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a batch of creations that Superset refused as a whole: those that it named are done alone, where the
 * refusal is about nothing else; where it named none, the halves are tried, until the culprit is alone.
 *
 * @param alone the creations that are done alone
 * @param again the batches that are tried again
 */
record RefusedBatch(List<Change.Create> alone, List<List<Change.Create>> again) {

    static RefusedBatch of(List<Change.Create> batch, Set<DatasetKey> named) {
        List<Change.Create> culprits = batch.stream()
                .filter(create -> named.contains(create.dataset()))
                .toList();
        if (!culprits.isEmpty()) {
            List<Change.Create> others = batch.stream()
                    .filter(create -> !named.contains(create.dataset()))
                    .toList();
            return new RefusedBatch(culprits, others.isEmpty() ? List.of() : List.of(others));
        }
        if (batch.size() == 1) {
            return new RefusedBatch(batch, List.of());
        }
        int middle = batch.size() / 2;
        return new RefusedBatch(List.of(), List.of(batch.subList(0, middle), batch.subList(middle, batch.size())));
    }
}
