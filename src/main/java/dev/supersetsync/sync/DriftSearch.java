package dev.supersetsync.sync;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.FieldChange;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DriftChangeReport;
import dev.supersetsync.run.Reports.FieldReport;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.LastChange;
import dev.supersetsync.state.TargetConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds in a plan what people did: fields whose value would overwrite an edit, and datasets that would be created though
 * they were applied before. What only the models changed is none of it.
 */
final class DriftSearch {

    private final TargetConnection connection;
    private final Set<DatasetKey> applied;

    DriftSearch(TargetConnection connection, Memory recalled) {
        this.connection = connection;
        this.applied = recalled.everApplied().values().stream()
                .map(Applied::declared)
                .map(declared -> declared.key())
                .collect(Collectors.toSet());
    }

    List<DriftChangeReport> in(Plan plan) {
        var found = new ArrayList<ChangeReport>();
        List<Change> changes = plan.changes();
        List<ChangeReport> reports = Reporting.planned(plan);
        for (int i = 0; i < changes.size(); i++) {
            if (isGone(changes.get(i)) || isEdited(changes.get(i))) {
                found.add(reports.get(i));
            }
        }
        Map<Integer, LastChange> lastChanges = connection
                .datasets()
                .lastChanges(found.stream()
                        .map(ChangeReport::supersetId)
                        .filter(Objects::nonNull)
                        .toList());
        return found.stream().map(change -> report(change, lastChanges)).toList();
    }

    private boolean isGone(Change change) {
        return change instanceof Change.Create create && applied.contains(create.dataset());
    }

    private static boolean isEdited(Change change) {
        return change.fields().stream().anyMatch(FieldChange::overwritesUiEdit);
    }

    private static DriftChangeReport report(ChangeReport change, Map<Integer, LastChange> lastChanges) {
        Integer id = change.supersetId();
        LastChange last = id == null ? null : lastChanges.get(id);
        return new DriftChangeReport(
                change.action(),
                change.dataset(),
                id,
                id == null
                        ? change.fields()
                        : change.fields().stream()
                                .filter(FieldReport::overwritesUiEdit)
                                .toList(),
                change.impact(),
                last == null ? null : last.by(),
                last == null ? null : last.on());
    }

    /** What is made of a plan and what was found in it. */
    interface Then<T> {

        T with(Plan plan, List<DriftChangeReport> changes);
    }
}
