package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TurnLost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Creates many physical datasets: a batch of them empty with one call, then each is written in full. What that call
 * refuses, or did not make, is created alone, so that only the culprit of a batch fails, and with Superset's words.
 */
final class CreatingTogether {

    /** Halving a batch down to one that is refused takes fewer; where no half is ever taken, nothing will be. */
    private static final int MOST_REFUSALS = 8;

    private final Ledger ledger;
    private final DatasetWriter writer;
    private final InPlace inPlace;
    private final HalfMade halfMade;
    private final WritingTogether writing;
    private final List<Change.Create> alone = new ArrayList<>();
    private int refusalsInARow;

    CreatingTogether(Ledger ledger, DatasetWriter writer, InPlace inPlace, HalfMade halfMade, WritingTogether writing) {
        this.ledger = ledger;
        this.writer = writer;
        this.inPlace = inPlace;
        this.halfMade = halfMade;
        this.writing = writing;
    }

    /**
     * Creates them.
     *
     * @return those that began and are to be created alone
     */
    List<Change.Create> all(List<Change.Create> creations) {
        for (List<Change.Create> batch : Division.batches(creations)) {
            batch(batch.stream().filter(ledger::begins).toList());
        }
        return List.copyOf(alone);
    }

    private void batch(List<Change.Create> begun) {
        Deque<List<Change.Create>> open = new ArrayDeque<>();
        open.push(begun);
        while (!open.isEmpty()) {
            List<Change.Create> part = open.pop();
            if (refusalsInARow > MOST_REFUSALS) {
                alone.addAll(part);
            } else if (!ledger.mayWrite()) {
                part.forEach(ledger::skip);
            } else if (!part.isEmpty()) {
                tried(part).reversed().forEach(open::push);
            }
        }
    }

    /** Tries a batch; what comes back is to be tried again. */
    private List<List<Change.Create>> tried(List<Change.Create> part) {
        try {
            List<DatasetKey> keys = part.stream().map(Change.Create::dataset).toList();
            return switch (writer.createEmpty(keys)) {
                case Skeletons.Made made -> {
                    refusalsInARow = 0;
                    fill(part, made.there());
                    yield List.of();
                }
                case Skeletons.Refused refused -> {
                    refusalsInARow = refused.named().isEmpty() ? refusalsInARow + 1 : 0;
                    RefusedBatch left = RefusedBatch.of(part, refused.named());
                    alone.addAll(left.alone());
                    yield left.again();
                }
            };
        } catch (SupersetException | TurnLost e) {
            part.forEach(create -> ledger.finish(create, () -> {
                throw e;
            }));
            return List.of();
        }
    }

    private void fill(List<Change.Create> part, Map<DatasetKey, ActualDataset> there) {
        var empty = new ArrayList<Change.Create>();
        for (Change.Create create : part) {
            ActualDataset made = there.get(create.dataset());
            if (made == null) {
                alone.add(create);
            } else if (isEmpty(made, create.dataset())) {
                empty.add(create);
            } else {
                ledger.finish(create, () -> {
                    throw notOurs(made);
                });
            }
        }
        writing.all(
                empty, create -> written(create, made(create, there)), create -> dropped(create, made(create, there)));
    }

    private static ActualDataset made(Change.Create create, Map<DatasetKey, ActualDataset> there) {
        return Objects.requireNonNull(there.get(create.dataset()));
    }

    private static boolean isEmpty(ActualDataset made, DatasetKey key) {
        Dataset dataset = made.dataset();
        return made.key().equals(key)
                && dataset.kind() == Dataset.Kind.PHYSICAL
                && dataset.columns().isEmpty()
                && dataset.metrics().isEmpty();
    }

    private static ChangeFailed notOurs(ActualDataset made) {
        return new ChangeFailed(new Failure(
                "POST /api/v1/dataset/import/",
                200,
                "CHANGED_MEANWHILE: Somebody made " + made.key() + " (id " + made.id()
                        + ") at the same moment. Superset gave it another uuid; nothing else was written to it."));
    }

    private Written written(Change.Create create, ActualDataset made) {
        return halfMade.finished(made, () -> inPlace.write(Writing.of(create, made)));
    }

    /** The sync was stopped: what was not filled does not stay. */
    private void dropped(Change.Create create, ActualDataset made) {
        ledger.attempt(create, () -> halfMade.takenAway(made)).ifPresent(_ -> ledger.skip(create));
    }
}
