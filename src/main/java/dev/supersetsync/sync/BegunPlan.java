package dev.supersetsync.sync;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.plan.Withheld;
import dev.supersetsync.run.KeptPlan;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.state.DatasetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kept plan that an interrupted attempt began to write. Of each of its changes it says what becomes of it: it is done
 * now, it is done already, or it cannot be done any more, since its dataset moved. It drops none.
 */
final class BegunPlan {

    private static final ErrorReport MOVED = new ErrorReport(
            "plan",
            null,
            "CHANGED_MEANWHILE: It is neither what the plan was made from nor what the plan makes of it, so this attempt, which goes on where another was interrupted, left it alone.");
    private static final String DONE =
            "An interrupted attempt of this run changed it as planned; it was changed since.";
    private static final String GONE =
            "It is no longer there to be deleted: an interrupted attempt of this run deleted it, or somebody else did.";

    private final KeptPlan kept;
    private final Set<DatasetKey> written;
    private final Set<DatasetKey> halfMade;

    /**
     * A plan that was begun.
     *
     * @param written the datasets that earlier attempts wrote and read back
     * @param halfMade those whose creation was begun and did not come to its end
     */
    BegunPlan(KeptPlan kept, Set<DatasetKey> written, Set<DatasetKey> halfMade) {
        this.kept = kept;
        this.written = Set.copyOf(written);
        this.halfMade = Set.copyOf(halfMade);
    }

    /** What is left to do, from a fresh plan. */
    Narrowed leftIn(Plan fresh) {
        Set<String> wanted = kept.fingerprints().lines().collect(Collectors.toSet());
        List<Change> left = fresh.changes().stream()
                .filter(change -> change.action() == Action.UNCHANGED
                        || wanted.contains(PlanKeeper.fingerprint(change))
                        || finishes(change))
                .toList();
        Set<DatasetReport> settled = reports(left.stream().map(Change::dataset));
        Set<DatasetReport> seen = reports(Stream.concat(
                fresh.changes().stream().map(Change::dataset),
                fresh.withheld().stream().map(Withheld::dataset)));
        Set<DatasetReport> done = reports(written.stream());
        var warnings = new ArrayList<Warning>(fresh.warnings());
        var moved = new ArrayList<ChangeReport>();
        for (ChangeReport change : planned()) {
            DatasetReport dataset = change.dataset();
            if (settled.contains(dataset)) {
                continue;
            }
            if (done.contains(dataset)) {
                warnings.add(warning(dataset, DONE));
            } else if (change.action().equals(Action.DELETE.name()) && !seen.contains(dataset)) {
                warnings.add(warning(dataset, GONE));
            } else {
                moved.add(change.failed(MOVED));
            }
        }
        return new Narrowed(new Plan(left, fresh.withheld(), warnings, fresh.refusedBy()), moved);
    }

    /** Whether it goes on with a creation of the plan that an earlier attempt began. */
    private boolean finishes(Change change) {
        boolean isBegun = change instanceof Change.BringBack back
                ? back.begun() != null
                : change instanceof Change.Rewrite && halfMade.contains(change.dataset());
        DatasetReport dataset = Reporting.dataset(change.dataset());
        return isBegun
                && planned().stream()
                        .anyMatch(planned -> planned.action().equals(Action.CREATE.name())
                                && planned.dataset().equals(dataset));
    }

    private List<ChangeReport> planned() {
        return kept.report().changes().stream()
                .filter(change -> !change.action().equals(Action.UNCHANGED.name()))
                .toList();
    }

    private static Set<DatasetReport> reports(Stream<DatasetKey> keys) {
        return keys.map(Reporting::dataset).collect(Collectors.toSet());
    }

    private static Warning warning(DatasetReport dataset, String message) {
        var key = new DatasetKey(dataset.database(), dataset.catalog(), dataset.schema(), dataset.name());
        return new Warning(Warning.Code.CHANGED_SINCE, message, key, null, List.of());
    }
}
