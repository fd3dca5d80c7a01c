package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.SupersetException;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes away again what a creation made and could not finish. */
final class HalfMade {

    private final DatasetWriter writer;

    HalfMade(DatasetWriter writer) {
        this.writer = writer;
    }

    /** Does the rest of a creation; where that fails, the dataset goes, and the failure says so. */
    <T> T finished(ActualDataset made, Supplier<T> rest) {
        try {
            return rest.get();
        } catch (SupersetException e) {
            throw takenAway(made, new Failure(e.call(), e.status(), e.said()));
        } catch (ChangeFailed e) {
            throw takenAway(made, e.failure());
        }
    }

    private ChangeFailed takenAway(ActualDataset made, Failure failure) {
        return delete(made)
                .map(left -> new ChangeFailed(with(failure, left), made.id()))
                .orElseGet(() -> new ChangeFailed(with(failure, "The dataset was taken away again.")));
    }

    /** Takes away what is not finished because the sync was stopped; the id of what is gone. */
    int takenAway(ActualDataset made) {
        delete(made).ifPresent(left -> {
            throw new ChangeFailed(
                    new Failure("DELETE /api/v1/dataset/" + made.id(), null, "The sync was stopped. " + left),
                    made.id());
        });
        return made.id();
    }

    /** Deletes it; what comes back is why it is still there. */
    private Optional<String> delete(ActualDataset made) {
        try {
            writer.delete(made.id());
            return Optional.empty();
        } catch (SupersetException e) {
            return Optional.of("The half-made dataset " + made.id() + " could not be taken away (" + e.said()
                    + "); the next sync finishes it.");
        }
    }

    private static Failure with(Failure failure, String addition) {
        return new Failure(failure.call(), failure.status(), failure.message() + " " + addition);
    }
}
