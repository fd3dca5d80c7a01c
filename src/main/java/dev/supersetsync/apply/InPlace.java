package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Adoption;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.SupersetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one dataset in place, reads it back, compares. It does not look what the dataset was before. */
final class InPlace {

    private final DatasetReader reader;
    private final DatasetWriter writer;
    private final @Nullable String document;

    InPlace(DatasetReader reader, DatasetWriter writer, @Nullable String document) {
        this.reader = reader;
        this.writer = writer;
        this.document = document;
    }

    /**
     * Writes; a write without an answer may have happened, so that the reading back decides. What becomes again what it
     * was does so without owners who have left; the owners of a model were looked at before.
     */
    Written write(Writing planned) {
        Writing writing = planned.imprint() instanceof Imprint.AsBefore ? withoutDeparted(planned) : planned;
        List<String> lost = writer.certificationsWithoutPlace(writing.current(), writing.after());
        if (!lost.isEmpty()) {
            throw withoutPlace(writing.current().id(), lost);
        }
        Mark mark = mark(writing);
        if (mark != null && writing.isNothingElse() && !writer.keepsMark(writing.current(), writing.after())) {
            throw cannotBeMarked(writing.current().id());
        }
        try {
            writer.write(writing.current(), writing.after(), mark);
            return new Written(writing, null);
        } catch (SupersetException e) {
            if (e.kind() != SupersetException.Kind.NO_ANSWER) {
                throw e;
            }
            return new Written(writing, e);
        }
    }

    private Writing withoutDeparted(Writing writing) {
        Set<String> owners = writing.newOwners();
        Set<String> departed = owners.isEmpty() ? Set.of() : reader.departed(owners);
        return departed.isEmpty() ? writing : writing.withoutOwners(departed);
    }

    private @Nullable Mark mark(Writing writing) {
        return writing.imprint().mark(document, writing.after());
    }

    /** The outcome, by a reading of this dataset alone. */
    Outcome verified(Written written) {
        ActualDataset found = current(written.id());
        List<String> missed = missed(written, found);
        if (!missed.isEmpty()) {
            SupersetException unanswered = written.unanswered();
            throw unanswered == null ? notStored(written.id(), missed) : unanswered;
        }
        return outcome(written, found);
    }

    /** Whether a dataset holds all that was written. */
    boolean isStored(Written written, ActualDataset found) {
        return missed(written, found).isEmpty();
    }

    /** The outcome of a write that is stored. What was written with its id has it still. */
    Outcome outcome(Written written, ActualDataset found) {
        Writing writing = written.writing();
        ActualDataset left =
                found.tellsIds() ? found : found.withIds(writing.current().ids());
        return Outcome.written(writing.change(), left, writing.imprint().applied(document, left))
                .leavingAlone(writing.leftAlone());
    }

    /** The dataset as it is now. */
    ActualDataset current(int id) {
        return reader.read(id).orElseThrow(() -> changedMeanwhile(id, "It is gone."));
    }

    private List<String> missed(Written written, ActualDataset found) {
        Writing writing = written.writing();
        var missed = new ArrayList<>(Verification.missed(writing.after(), found.dataset()));
        boolean isMarked = Objects.equals(found.mark(), mark(writing));
        if (!isMarked && writer.keepsMark(writing.current(), writing.after())) {
            missed.add(Adoption.PATH);
        }
        return missed;
    }

    private static ChangeFailed cannotBeMarked(int id) {
        return new ChangeFailed(new Failure(
                "PUT /api/v1/dataset/" + id,
                null,
                "It was not written: its 'extra' is no JSON object, so it cannot say that it is managed. Repair or empty it"
                        + " in Superset."));
    }

    private static ChangeFailed withoutPlace(int id, List<String> paths) {
        return new ChangeFailed(new Failure(
                "PUT /api/v1/dataset/" + id,
                null,
                "It was not written: there is no place in 'extra' for %s. Somebody wrote something else there; repair or empty it in Superset."
                        .formatted(String.join(", ", paths))));
    }

    static ChangeFailed changedMeanwhile(int id) {
        return changedMeanwhile(id, "It is no longer what the plan was made from.");
    }

    private static ChangeFailed changedMeanwhile(int id, String message) {
        return new ChangeFailed(new Failure("GET /api/v1/dataset/" + id, 200, "CHANGED_MEANWHILE: " + message));
    }

    private static ChangeFailed notStored(int id, List<String> missed) {
        return new ChangeFailed(new Failure(
                "PUT /api/v1/dataset/" + id,
                200,
                "Superset accepted the write and did not store: " + String.join(", ", missed) + "."));
    }
}
