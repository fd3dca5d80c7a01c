package dev.supersetsync.sync;

import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.plan.Restoration;
import dev.supersetsync.plan.Restoration.Basis;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a plan to take a run back is made from, and has it planned. */
final class RestoreSurvey implements Planning {

    private final TargetConnection connection;
    private final Inquiry inquiry;
    private final Assignment.OfRun assignment;
    private final List<Kept> kept;
    private final Set<String> returning;
    private final List<Database> databases;
    private final Map<String, String> backends;

    /**
     * A survey for one plan.
     *
     * @param kept what is kept of the run
     * @param returning the uuids of the datasets that an earlier attempt did not bring back with all that hung on them
     * @throws Refusal.InvalidRequest if the target lacks a database that something would come back to
     */
    RestoreSurvey(TargetConnection connection, Assignment.OfRun assignment, List<Kept> kept, Set<String> returning) {
        this.connection = connection;
        this.inquiry = Inquiry.full(connection);
        this.assignment = assignment;
        this.kept = kept;
        this.returning = returning;
        this.databases = connection.datasets().databases();
        this.backends =
                databases.stream().collect(Collectors.toMap(Database::name, Database::backend, (one, _) -> one));
        checkDatabases();
    }

    private void checkDatabases() {
        List<Violation> missing = kept.stream()
                .flatMap(one -> one instanceof Kept.Deleted deleted
                        ? Stream.of(deleted.before().key().database())
                        : Stream.empty())
                .distinct()
                .filter(database -> !backends.containsKey(database))
                .map(database -> Violation.at(
                        "restore_of",
                        "Superset has no database '" + database
                                + "' any more, to which a deleted dataset would come back. Make it first."))
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal.InvalidRequest(missing);
        }
    }

    @Override
    public Recognition recognition() {
        return Recognition.NONE;
    }

    @Override
    public Set<String> missingDatabases() {
        return Set.of();
    }

    @Override
    public Surveyed plan() {
        Surveyed surveyed = inquiry.agreed(this::basis, (basis, facts) -> Restoration.plan(basis.with(facts)));
        return surveyed.with(Caveats.added(surveyed.plan(), connection));
    }

    private Basis basis(List<ListedDataset> listed) {
        new CatalogCheck(databases)
                .check(kept.stream().map(RestoreSurvey::keyOf).toList(), listed);
        Basis nothingRead = basis(listed, Map.of());
        List<Integer> ids = kept.stream()
                .flatMap(one -> nothingRead.find(one).stream())
                .map(ListedDataset::id)
                .distinct()
                .toList();
        return basis(listed, inquiry.byId(ids));
    }

    private static DatasetKey keyOf(Kept one) {
        return switch (one) {
            case Kept.Created created -> created.after().key();
            case Kept.Changed changed -> changed.before().key();
            case Kept.Deleted deleted -> deleted.before().key();
        };
    }

    private Basis basis(List<ListedDataset> listed, Map<Integer, ActualDataset> actual) {
        return new Basis(
                kept, returning, listed, actual, backends, Facts.NONE, assignment.guards(), assignment.force());
    }
}
