package dev.supersetsync.plan;

import dev.supersetsync.plan.Guards.CheckExpressions;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the expressions of a dataset tried in the warehouse, and holds back the new and changed ones that do not run: a
 * new one is left out, a changed one keeps its old SQL. Unchanged ones can only warn.
 */
final class Expressions {

    private final Notes notes;
    private final CheckExpressions guard;
    private final Action action;
    private final Optional<Integer> supersetId;
    private final Set<String> retained;

    Expressions(
            Notes notes, CheckExpressions guard, Action action, Optional<Integer> supersetId, Set<String> retained) {
        this.notes = notes;
        this.guard = guard;
        this.action = action;
        this.supersetId = supersetId;
        this.retained = retained;
    }

    /**
     * The state after, without what does not run.
     *
     * @param before the state before, without columns and metrics if the dataset is new
     * @param after the state after
     */
    Dataset checked(Dataset before, Dataset after) {
        if (guard == CheckExpressions.OFF) {
            return after;
        }
        String sql = after.settings().text(Setting.SQL).orElse(null);
        Map<String, Settings> oldColumns = ByName.columns(before);
        var columns = new ArrayList<Column>();
        for (Column column : after.columns()) {
            Settings old = oldColumns.get(column.name());
            Optional<Settings> kept = retained.contains(column.name())
                    ? Optional.of(column.settings())
                    : checked(after.key(), sql, Probe.Role.COLUMN, column.name(), old, column.settings());
            kept.ifPresent(settings -> columns.add(column.with(settings)));
        }
        Map<String, Settings> oldMetrics = ByName.metrics(before);
        var metrics = new ArrayList<Metric>();
        for (Metric metric : after.metrics()) {
            Settings old = oldMetrics.get(metric.name());
            checked(after.key(), sql, Probe.Role.METRIC, metric.name(), old, metric.settings())
                    .ifPresent(settings -> metrics.add(metric.with(settings)));
        }
        return after.with(after.settings(), columns, metrics);
    }

    private Optional<Settings> checked(
            DatasetKey key, @Nullable String sql, Probe.Role role, String name, @Nullable Settings old, Settings now) {
        Optional<String> expression = now.text(Setting.EXPRESSION);
        boolean changed = old == null || !old.text(Setting.EXPRESSION).equals(expression);
        if (expression.isEmpty() || (!changed && guard != CheckExpressions.ALL)) {
            return Optional.of(now);
        }
        String path = role == Probe.Role.METRIC ? Paths.metric(name) : Paths.column(name);
        var probe = new Probe(key, sql, role, name, expression.get(), supersetId);
        return switch (notes.probe(probe).orElseGet(Probe.Result.Runs::new)) {
            case Probe.Result.Runs() -> Optional.of(now);
            case Probe.Result.Unknown(String why) -> {
                notes.warn(Warning.Code.NOT_CHECKED, key, path, "The expression could not be tried: " + why);
                yield Optional.of(now);
            }
            case Probe.Result.DoesNotRun(String message) ->
                changed ? withheld(key, path, old, now, message) : warned(key, path, now, message);
        };
    }

    private Optional<Settings> withheld(
            DatasetKey key, String path, @Nullable Settings old, Settings now, String message) {
        String part = old == null ? path : Paths.setting(path, Setting.EXPRESSION);
        notes.withhold(new Withheld(action, key, part, Reason.DOES_NOT_RUN, message, List.of()));
        if (old == null) {
            return Optional.empty();
        }
        Value before = old.orDefault(Setting.EXPRESSION);
        return Optional.of(now.with(Setting.EXPRESSION, before));
    }

    private Optional<Settings> warned(DatasetKey key, String path, Settings now, String message) {
        notes.warn(Warning.Code.DOES_NOT_RUN, key, path, message);
        return Optional.of(now);
    }
}
