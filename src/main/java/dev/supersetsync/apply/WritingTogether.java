package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes many datasets, a few at a time, and reads them back together, and alone what that does not confirm.
 */
final class WritingTogether {

    private final Ledger ledger;
    private final DatasetReader reader;
    private final InPlace inPlace;
    private final HalfMade halfMade;
    private final Workers workers;

    WritingTogether(Ledger ledger, DatasetReader reader, InPlace inPlace, HalfMade halfMade, Workers workers) {
        this.ledger = ledger;
        this.reader = reader;
        this.inPlace = inPlace;
        this.halfMade = halfMade;
        this.workers = workers;
    }

    /**
     * Writes for changes that began, and ends them.
     *
     * @param write writes for one
     * @param drop ends one for which nothing may be written any more
     */
    <C extends Change> void all(List<C> changes, Function<C, Written> write, Consumer<C> drop) {
        List<Optional<Written>> written = workers.map(changes, change -> {
            if (ledger.mayWrite()) {
                return ledger.attempt(change, () -> write.apply(change));
            }
            drop.accept(change);
            return Optional.empty();
        });
        verify(written.stream().flatMap(Optional::stream).toList());
    }

    private void verify(List<Written> all) {
        var found = ReadTogether.of(reader, all.stream().map(Written::id).toList());
        workers.each(all, written -> {
            Optional<ActualDataset> stored = found.confirmed(written.id(), there -> inPlace.isStored(written, there));
            ledger.finish(
                    written.change(),
                    () -> stored.map(there -> inPlace.outcome(written, there)).orElseGet(() -> verifiedAlone(written)));
        });
    }

    private Outcome verifiedAlone(Written written) {
        Supplier<Outcome> verified = () -> inPlace.verified(written);
        return written.change() instanceof Change.Create
                ? halfMade.finished(written.writing().current(), verified)
                : verified.get();
    }
}
