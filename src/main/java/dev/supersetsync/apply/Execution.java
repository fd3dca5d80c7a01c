package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.SupersetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does one change: looks whether the dataset still is what the plan was made from, writes, reads back, compares. What
 * it cannot do it says with {@link ChangeFailed} or a {@link SupersetException}.
 */
final class Execution {

    private final DatasetReader reader;
    private final DatasetWriter writer;
    private final BringingBack bringing;
    private final @Nullable String document;

    Execution(DatasetReader reader, DatasetWriter writer, BringingBack bringing, @Nullable String document) {
        this.reader = reader;
        this.writer = writer;
        this.bringing = bringing;
        this.document = document;
    }

    /** Does the change; what comes back is applied and was read back. */
    Outcome execute(Change change) {
        return switch (change) {
            case Change.Create create -> create(create);
            case Change.Rewrite rewrite -> rewrite(rewrite);
            case Change.BringBack back -> bringBack(back);
            case Change.Delete delete -> delete(delete);
            case Change.Unchanged unchanged -> Outcome.unchanged(unchanged);
        };
    }

    private Outcome create(Change.Create create) {
        String sql = create.after().settings().text(Setting.SQL).orElse(null);
        ActualDataset made = made(create.dataset(), sql);
        try {
            Dataset after = create.others() == FoundColumns.STAY ? withFound(create.after(), made) : create.after();
            return written(create, made, after, create.imprint());
        } catch (SupersetException e) {
            throw takenAway(made, new Failure(e.call(), e.status(), e.said()));
        } catch (ChangeFailed e) {
            throw takenAway(made, e.failure());
        }
    }

    /** A creation without an answer may have happened: the plan knew that nothing was there, so what is there is ours. */
    private ActualDataset made(DatasetKey key, @Nullable String sql) {
        try {
            return writer.create(key, sql);
        } catch (SupersetException e) {
            if (e.kind() != SupersetException.Kind.NO_ANSWER) {
                throw e;
            }
            return found(key).orElseThrow(() -> e);
        }
    }

    private Optional<ActualDataset> found(DatasetKey key) {
        return reader.list().stream()
                .filter(listed -> listed.key().equals(key))
                .map(ListedDataset::id)
                .findFirst()
                .flatMap(reader::read);
    }

    private static Dataset withFound(Dataset after, ActualDataset made) {
        var columns = new ArrayList<>(after.columns());
        made.dataset().columns().stream()
                .filter(found -> after.columns().stream().map(Column::name).noneMatch(found.name()::equals))
                .forEach(columns::add);
        return new Dataset(after.key(), after.settings(), columns, after.metrics());
    }

    private ChangeFailed takenAway(ActualDataset made, Failure failure) {
        try {
            writer.delete(made.id());
            return new ChangeFailed(with(failure, "The dataset was taken away again."));
        } catch (SupersetException e) {
            String left = "The half-made dataset " + made.id() + " could not be taken away (" + e.said()
                    + "); the next sync finishes it.";
            return new ChangeFailed(with(failure, left), made.id());
        }
    }

    private static Failure with(Failure failure, String addition) {
        return new Failure(failure.call(), failure.status(), failure.message() + " " + addition);
    }

    private Outcome rewrite(Change.Rewrite rewrite) {
        ActualDataset current = current(rewrite.before().id());
        if (!current.dataset().equals(rewrite.before().dataset())) {
            throw changedMeanwhile(current.id(), "It is no longer what the plan was made from.");
        }
        return written(rewrite, current, rewrite.after(), rewrite.imprint());
    }

    private Outcome written(Change change, ActualDataset current, Dataset after, Imprint imprint) {
        SupersetException unanswered = write(current, after, imprint.mark(document, after));
        ActualDataset found = current(current.id());
        List<String> missed = Verification.missed(after, found.dataset());
        if (!missed.isEmpty()) {
            throw unanswered == null ? notStored(current.id(), missed) : unanswered;
        }
        return Outcome.written(change, found, imprint.applied(document, found));
    }

    private Outcome bringBack(Change.BringBack change) {
        ActualDataset there = bringing.safe(change);
        try {
            Outcome outcome = written(change, there, change.deleted().before().inOrderOfIds(), change.imprint());
            return outcome.leavingAlone(bringing.attach(change, there.id()));
        } catch (SupersetException e) {
            throw new ChangeFailed(new Failure(e.call(), e.status(), e.said()), there.id());
        } catch (ChangeFailed e) {
            throw new ChangeFailed(e.failure(), there.id());
        }
    }

    /** Writes; a write without an answer may have happened, so it is returned for the read-back to decide. */
    private @Nullable SupersetException write(ActualDataset current, Dataset after, @Nullable Mark mark) {
        try {
            writer.write(current, after, mark);
            return null;
        } catch (SupersetException e) {
            if (e.kind() != SupersetException.Kind.NO_ANSWER) {
                throw e;
            }
            return e;
        }
    }

    private Outcome delete(Change.Delete delete) {
        Optional<ActualDataset> current = reader.read(delete.before().id());
        if (current.isPresent()) {
            if (!isSame(delete.before(), current.get())) {
                throw changedMeanwhile(delete.before().id(), "It is no longer what the plan was made from.");
            }
            deleted(delete.before().id());
        }
        return Outcome.deleted(delete);
    }

    /** What is deleted is gone with all that it was, so nothing of it may have moved, nor whose it is. */
    private static boolean isSame(ActualDataset before, ActualDataset there) {
        return there.uuid().equals(before.uuid())
                && there.dataset().equals(before.dataset())
                && Objects.equals(there.mark(), before.mark());
    }

    private void deleted(int id) {
        SupersetException unanswered = null;
        try {
            writer.delete(id);
        } catch (SupersetException e) {
            if (e.kind() != SupersetException.Kind.NO_ANSWER) {
                throw e;
            }
            unanswered = e;
        }
        if (reader.read(id).isPresent()) {
            throw unanswered == null
                    ? new ChangeFailed(new Failure(
                            "DELETE /api/v1/dataset/" + id, 200, "Superset said OK, and the dataset is still there."))
                    : unanswered;
        }
    }

    private ActualDataset current(int id) {
        return reader.read(id).orElseThrow(() -> changedMeanwhile(id, "It is gone."));
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
