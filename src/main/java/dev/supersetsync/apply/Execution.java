package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.SupersetException;
import java.util.Objects;
import java.util.Optional;

/**
 * Does one change: looks whether the dataset still is what the plan was made from, writes, reads back, compares. What
 * it cannot do it says with {@link ChangeFailed} or a {@link SupersetException}.
 */
final class Execution {

    private final DatasetReader reader;
    private final DatasetWriter writer;
    private final InPlace inPlace;
    private final HalfMade halfMade;
    private final BringingBack bringing;

    Execution(DatasetReader reader, DatasetWriter writer, InPlace inPlace, HalfMade halfMade, BringingBack bringing) {
        this.reader = reader;
        this.writer = writer;
        this.inPlace = inPlace;
        this.halfMade = halfMade;
        this.bringing = bringing;
    }

    /** Does the change; what comes back is applied and was read back. */
    Outcome execute(Change change) {
        return switch (change) {
            case Change.Create create -> create(create);
            case Change.Rewrite rewrite -> written(Writing.of(rewrite, unmoved(rewrite.before())));
            case Change.BringBack back -> bringBack(back);
            case Change.Delete delete -> delete(delete);
            case Change.Unchanged unchanged -> Outcome.unchanged(unchanged);
        };
    }

    private Outcome written(Writing writing) {
        return inPlace.verified(inPlace.write(writing));
    }

    private Outcome create(Change.Create create) {
        String sql = create.after().settings().text(Setting.SQL).orElse(null);
        ActualDataset made = writer.create(create.dataset(), sql);
        return halfMade.finished(made, () -> written(Writing.of(create, made)));
    }

    /** The dataset with all ids, if it still is what the plan was made from. */
    ActualDataset unmoved(ActualDataset before) {
        ActualDataset current = inPlace.current(before.id());
        if (!current.dataset().equals(before.dataset())) {
            throw InPlace.changedMeanwhile(current.id());
        }
        return current;
    }

    private Outcome bringBack(Change.BringBack change) {
        ActualDataset begun = change.begun();
        ActualDataset there = begun == null ? bringing.begin(change) : unmoved(begun);
        bringing.protect(change, there);
        try {
            return written(Writing.of(change, there)).leavingAlone(bringing.attach(change, there));
        } catch (SupersetException e) {
            throw new ChangeFailed(new Failure(e.call(), e.status(), e.said()), there.id());
        } catch (ChangeFailed e) {
            throw new ChangeFailed(e.failure(), there.id());
        }
    }

    private Outcome delete(Change.Delete delete) {
        return mayGo(delete) ? gone(delete, deleted(delete)) : Outcome.deleted(delete);
    }

    /** Whether the dataset is there and still what the plan was made from; false if it is gone already. */
    boolean mayGo(Change.Delete delete) {
        Optional<ActualDataset> current = reader.read(delete.before().id());
        if (current.isPresent() && !isSame(delete.before(), current.get())) {
            throw InPlace.changedMeanwhile(delete.before().id());
        }
        return current.isPresent();
    }

    /** What is deleted is gone with all that it was, so nothing of it may have moved, nor whose it is. */
    static boolean isSame(ActualDataset before, ActualDataset there) {
        return there.uuid().equals(before.uuid())
                && there.dataset().equals(before.dataset())
                && Objects.equals(there.mark(), before.mark());
    }

    /** Deletes; what comes back is why it is not known whether that happened. */
    Optional<SupersetException> deleted(Change.Delete delete) {
        try {
            writer.delete(delete.before().id());
            return Optional.empty();
        } catch (SupersetException e) {
            if (e.kind() != SupersetException.Kind.NO_ANSWER) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** The outcome of a deletion that was sent. */
    Outcome gone(Change.Delete delete, Optional<SupersetException> unanswered) {
        int id = delete.before().id();
        if (reader.read(id).isPresent()) {
            if (unanswered.isPresent()) {
                throw unanswered.get();
            }
            throw new ChangeFailed(new Failure(
                    "DELETE /api/v1/dataset/" + id, 200, "Superset said OK, and the dataset is still there."));
        }
        return Outcome.deleted(delete);
    }
}
