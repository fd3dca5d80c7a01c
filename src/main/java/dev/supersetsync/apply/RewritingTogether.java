package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.SupersetException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes many datasets in place. Where the plan knows the ids of columns and metrics, one look at many shows that a
 * dataset has not moved, and it is written with those ids; any other is read alone before it is written.
 */
final class RewritingTogether {

    private static final int UNPROCESSABLE = 422;

    private final Ledger ledger;
    private final Function<List<ActualDataset>, Set<Integer>> stillSo;
    private final Execution execution;
    private final InPlace inPlace;
    private final WritingTogether writing;

    /**
     * For one run.
     *
     * @param stillSo the ids of those datasets that still are as they were read
     */
    RewritingTogether(
            Ledger ledger,
            Function<List<ActualDataset>, Set<Integer>> stillSo,
            Execution execution,
            InPlace inPlace,
            WritingTogether writing) {
        this.ledger = ledger;
        this.stillSo = stillSo;
        this.execution = execution;
        this.inPlace = inPlace;
        this.writing = writing;
    }

    void all(List<Change.Rewrite> rewrites) {
        Division.batches(rewrites)
                .forEach(batch -> batch(batch.stream().filter(ledger::begins).toList()));
    }

    private void batch(List<Change.Rewrite> begun) {
        Set<Integer> unmoved = unmoved(begun);
        writing.all(
                begun,
                rewrite -> unmoved.contains(rewrite.before().id()) ? asPlanned(rewrite) : asRead(rewrite),
                ledger::skip);
    }

    /** The ids of those that are known to be what the plan was made from, down to the ids of columns and metrics. */
    private Set<Integer> unmoved(List<Change.Rewrite> begun) {
        List<ActualDataset> before = begun.stream()
                .map(Change.Rewrite::before)
                .filter(ActualDataset::tellsIds)
                .toList();
        if (before.isEmpty()) {
            return Set.of();
        }
        return stillSo.apply(before);
    }

    /** Columns made anew are like the old ones but for their ids, and those Superset refuses. */
    private Written asPlanned(Change.Rewrite rewrite) {
        try {
            return inPlace.write(Writing.of(rewrite, rewrite.before()));
        } catch (SupersetException e) {
            if (!Integer.valueOf(UNPROCESSABLE).equals(e.status())) {
                throw e;
            }
            return asRead(rewrite);
        }
    }

    private Written asRead(Change.Rewrite rewrite) {
        return inPlace.write(Writing.of(rewrite, execution.unmoved(rewrite.before())));
    }
}
