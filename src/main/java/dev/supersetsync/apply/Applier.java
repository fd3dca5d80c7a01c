package dev.supersetsync.apply;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan: everything but deletions first, then the deletions; a few alone, a few at a time, and many of a kind
 * in batches. Outcomes come in the plan's order. A failure is an outcome, not an exception; it stops the others only if
 * the guard or the credentials say so.
 */
public final class Applier {

    private final TargetConnection connection;
    private final OnError onError;
    private final Guards.Read read;
    private final Progress progress;
    private final Workers workers;

    /**
     * An applier for one run.
     *
     * @param connection where to write
     * @param onError what happens to the other changes when one fails
     * @param read how closely is looked whether datasets still are what the plan was made from, before many are changed
     * @param progress is told of every outcome
     * @param parallel how many changes are worked on at a time, at least 1
     */
    public Applier(TargetConnection connection, OnError onError, Guards.Read read, Progress progress, int parallel) {
        this.connection = connection;
        this.onError = onError;
        this.read = read;
        this.progress = progress;
        this.workers = new Workers(parallel);
    }

    /**
     * Applies every change of the plan.
     *
     * @param document the name of the document, null if it has none
     */
    public Work apply(Plan plan, @Nullable String document) {
        DatasetReader reader = connection.datasets();
        DatasetWriter writer = connection.writer();
        var ledger = new Ledger(plan.changes(), onError, progress);
        var inPlace = new InPlace(reader, writer, document);
        var halfMade = new HalfMade(writer);
        var execution = new Execution(reader, writer, inPlace, halfMade, new BringingBack(connection.restorer()));
        var oneByOne = new OneByOne(ledger, execution);
        var writing = new WritingTogether(ledger, reader, inPlace, halfMade, workers);
        var creating = new CreatingTogether(ledger, writer, inPlace, halfMade, writing);
        var rewriting = new RewritingTogether(ledger, lookAgain(reader), execution, inPlace, writing);
        var deleting = new DeletingTogether(ledger, reader, writer, execution, workers);

        Division division = Division.of(plan.changes());
        // One rule, role or dashboard may be of several: what is read, changed and written back must not overlap.
        oneByOne.all(division.back(), new Workers(1));
        oneByOne.all(division.alone(), workers);
        oneByOne.begun(creating.all(division.created()), workers);
        rewriting.all(division.rewritten());
        oneByOne.all(division.deletedAlone(), workers);
        deleting.all(division.deleted());
        return ledger.work();
    }

    private Function<List<ActualDataset>, Set<Integer>> lookAgain(DatasetReader reader) {
        return switch (read) {
            case FULL -> before -> ReadTogether.unchangedByReading(reader, before);
            case FAST -> before -> ReadTogether.unchangedByListOrReading(reader, before);
        };
    }
}
