package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import java.util.List;

/** Does changes one by one, a few at a time. */
final class OneByOne {

    private final Ledger ledger;
    private final Execution execution;

    OneByOne(Ledger ledger, Execution execution) {
        this.ledger = ledger;
        this.execution = execution;
    }

    /** Does changes that did not begin yet. */
    void all(List<? extends Change> changes, Workers workers) {
        workers.each(changes, change -> {
            if (ledger.begins(change)) {
                execute(change);
            }
        });
    }

    /** Does changes that began with others. */
    void begun(List<? extends Change> changes, Workers workers) {
        workers.each(changes, change -> {
            if (ledger.mayWrite()) {
                execute(change);
            } else {
                ledger.skip(change);
            }
        });
    }

    private void execute(Change change) {
        ledger.finish(change, () -> execution.execute(change));
    }
}
