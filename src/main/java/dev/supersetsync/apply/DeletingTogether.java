package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TurnLost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes many datasets: a batch of those that still are what the plan was made from goes with one call, or one by one
 * where Superset refuses that. Each is looked for afterwards.
 */
final class DeletingTogether {

    private final Ledger ledger;
    private final DatasetWriter writer;
    private final Execution execution;
    private final DatasetReader reader;
    private final Workers workers;

    DeletingTogether(Ledger ledger, DatasetReader reader, DatasetWriter writer, Execution execution, Workers workers) {
        this.ledger = ledger;
        this.writer = writer;
        this.execution = execution;
        this.reader = reader;
        this.workers = workers;
    }

    void all(List<Change.Delete> deletions) {
        Division.batches(deletions)
                .forEach(batch -> batch(batch.stream().filter(ledger::begins).toList()));
    }

    private void batch(List<Change.Delete> begun) {
        List<Change.Delete> going = going(begun);
        if (going.isEmpty()) {
            return;
        }
        if (!ledger.mayWrite()) {
            going.forEach(ledger::skip);
            return;
        }
        try {
            writer.deleteAll(going.stream().map(delete -> delete.before().id()).toList());
            lookFor(going, Optional.empty());
        } catch (SupersetException e) {
            if (e.kind() == SupersetException.Kind.NO_ANSWER) {
                lookFor(going, Optional.of(e));
            } else {
                oneByOne(going);
            }
        } catch (TurnLost e) {
            going.forEach(ledger::skip);
        }
    }

    /** Those that are there, and still what the plan was made from; the others end here. */
    private List<Change.Delete> going(List<Change.Delete> begun) {
        var there = ReadTogether.of(
                reader, begun.stream().map(delete -> delete.before().id()).toList());
        return workers
                .map(begun, delete -> {
                    boolean isConfirmed = there.confirmed(
                                    delete.before().id(), found -> Execution.isSame(delete.before(), found))
                            .isPresent();
                    return isConfirmed ? Optional.of(delete) : lookedAt(delete);
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Change.Delete> lookedAt(Change.Delete delete) {
        Optional<Boolean> mayGo = ledger.attempt(delete, () -> execution.mayGo(delete));
        if (mayGo.isPresent() && !mayGo.get()) {
            ledger.end(Outcome.deleted(delete));
        }
        return mayGo.filter(Boolean::booleanValue).map(_ -> delete);
    }

    private void oneByOne(List<Change.Delete> going) {
        workers.each(going, delete -> {
            if (ledger.mayWrite()) {
                ledger.finish(delete, () -> execution.gone(delete, execution.deleted(delete)));
            } else {
                ledger.skip(delete);
            }
        });
    }

    private void lookFor(List<Change.Delete> sent, Optional<SupersetException> unanswered) {
        Set<Integer> remaining = remaining(sent);
        workers.each(
                sent,
                delete -> ledger.finish(
                        delete,
                        () -> remaining.contains(delete.before().id())
                                ? execution.gone(delete, unanswered)
                                : Outcome.deleted(delete)));
    }

    /** The ids of those that are there, or of which that is not known. */
    private Set<Integer> remaining(List<Change.Delete> sent) {
        Set<Integer> ids = sent.stream().map(delete -> delete.before().id()).collect(Collectors.toSet());
        try {
            return reader.remaining(ids);
        } catch (SupersetException e) {
            return ids;
        }
    }
}
