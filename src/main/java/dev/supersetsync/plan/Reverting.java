package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans to make one dataset what it was before a run, in place. What came with the run and is used by now stays, as far
 * as the guard holds it back. It asks the warehouse nothing: what was there before is what comes back.
 */
final class Reverting {

    private final Kept.Changed kept;
    private final ActualDataset current;
    private final Subject subject;
    private final Notes notes;
    private final Removals removals;

    Reverting(Kept.Changed kept, ActualDataset current, Map<String, String> backends, Guards guards, Notes notes) {
        this.kept = kept;
        this.current = current;
        this.notes = notes;
        this.subject = new Subject(
                new Desired(kept.before().dataset(), Desired.Others.KEEP),
                current,
                null,
                backends.getOrDefault(current.key().database(), ""));
        this.removals = new Removals(notes, guards.breakingChanges(), kept.action(), current.key());
    }

    /**
     * The change; empty if the whole dataset is held back.
     *
     * @param isUntouched whether it still is what the run left
     */
    Optional<Change> plan(boolean isUntouched) {
        if (!maySourceGo()) {
            return Optional.empty();
        }
        Dataset after = after();
        Set<String> overwritten = isUntouched ? Set.of() : changedSince();
        List<FieldChange> fields = Differences.between(current.dataset(), after, overwritten);
        removals.touch(new Consequences(subject, Warehouse.unknown(), notes).of(after, retained()));
        var imprint = new Imprint.AsBefore(kept.before().mark(), kept.remembered());
        List<Impact> impact = removals.impact();
        return Optional.of(
                kept.action() == Action.REPLACE
                        ? new Change.Replace(current, after, fields, impact, imprint)
                        : new Change.Update(current, after, fields, impact, imprint));
    }

    private Dataset after() {
        Dataset before = kept.before().dataset();
        var columns = new ArrayList<>(before.columns());
        Set<String> columnsBefore = ByName.columns(before).keySet();
        for (Column column : current.dataset().columns()) {
            if (!columnsBefore.contains(column.name()) && !mayGo(column)) {
                columns.add(column);
            }
        }
        var metrics = new ArrayList<>(before.metrics());
        Set<String> metricsBefore = ByName.metrics(before).keySet();
        for (Metric metric : current.dataset().metrics()) {
            if (!metricsBefore.contains(metric.name()) && !mayGo(metric)) {
                metrics.add(metric);
            }
        }
        return new Dataset(current.key(), before.settings(), columns, metrics);
    }

    private boolean mayGo(Column column) {
        List<Impact> users =
                notes.usersOf(current.id(), impacts -> impacts.ofColumn(current.id(), column.name(), Effect.BREAKS));
        return removals.allow(Paths.column(column.name()), users);
    }

    private boolean mayGo(Metric metric) {
        List<Impact> users =
                notes.usersOfMetric(DatasetSql.of(current, kept.before().dataset()), metric.name(), Effect.BREAKS);
        return removals.allow(Paths.metric(metric.name()), users);
    }

    /** With another query SQL may lose columns that the run brought. */
    private boolean maySourceGo() {
        boolean same = kept.before()
                .dataset()
                .settings()
                .orDefault(Setting.SQL)
                .equals(current.dataset().settings().orDefault(Setting.SQL));
        return same
                || removals.allow(
                        null, new LostColumns(subject, notes, Action.REPLACE).users(Optional.empty(), sourceBefore()));
    }

    private Warehouse sourceBefore() {
        return Warehouse.of(new TableFacts.Present(kept.before().dataset().columns().stream()
                .filter(column -> !column.isCalculated())
                .map(column -> new WarehouseColumn(
                        column.name(),
                        column.settings().text(Setting.TYPE).orElse(""),
                        column.settings().isOn(Setting.TEMPORAL)))
                .toList()));
    }

    private Set<String> retained() {
        Applied remembered = kept.remembered();
        return remembered == null ? Set.of() : remembered.retained();
    }

    /** The fields in which it is not what the run left. */
    private Set<String> changedSince() {
        ActualDataset left = kept.left();
        Dataset was = left == null ? kept.after() : left.dataset();
        return Differences.between(was, current.dataset(), Set.of()).stream()
                .map(FieldChange::path)
                .collect(Collectors.toSet());
    }
}
