package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One dataset that exists and is declared, from its three sides, with look-ups by name. It judges nothing beyond what a
 * column is.
 */
final class Subject {

    private final Desired desired;
    private final ActualDataset actual;
    private final @Nullable Applied applied;
    private final String backend;
    private final boolean isBegun;
    private final Map<String, Column> actualColumns;
    private final Map<String, Metric> actualMetrics;
    private final Map<String, Column> declaredColumns;
    private final Map<String, Metric> declaredMetrics;
    private final Map<String, Column> appliedColumns;
    private final Map<String, Metric> appliedMetrics;

    Subject(Desired desired, ActualDataset actual, @Nullable Applied applied, String backend) {
        this(desired, actual, applied, backend, false);
    }

    private Subject(Desired desired, ActualDataset actual, @Nullable Applied applied, String backend, boolean isBegun) {
        this.isBegun = isBegun;
        this.desired = desired;
        this.actual = actual;
        this.applied = applied;
        this.backend = backend;
        this.actualColumns = byName(actual.dataset().columns(), Column::name);
        this.actualMetrics = byName(actual.dataset().metrics(), Metric::name);
        this.declaredColumns = byName(desired.dataset().columns(), Column::name);
        this.declaredMetrics = byName(desired.dataset().metrics(), Metric::name);
        this.appliedColumns =
                applied == null ? Map.of() : byName(applied.declared().columns(), Column::name);
        this.appliedMetrics =
                applied == null ? Map.of() : byName(applied.declared().metrics(), Metric::name);
    }

    /** One whose creation was begun and did not come to its end. */
    static Subject begun(Desired desired, ActualDataset actual, @Nullable Applied applied, String backend) {
        return new Subject(desired, actual, applied, backend, true);
    }

    private static <T> Map<String, T> byName(List<T> parts, Function<T, String> name) {
        Map<String, T> byName = HashMap.newHashMap(parts.size());
        parts.forEach(part -> byName.put(name.apply(part), part));
        return byName;
    }

    DatasetKey key() {
        return actual.key();
    }

    int id() {
        return actual.id();
    }

    Dataset desired() {
        return desired.dataset();
    }

    Desired.Others others() {
        return desired.others();
    }

    Dataset actual() {
        return actual.dataset();
    }

    ActualDataset before() {
        return actual;
    }

    String backend() {
        return backend;
    }

    /** Whether its creation was begun and did not come to its end, so that it holds what Superset found by itself. */
    boolean isBegun() {
        return isBegun;
    }

    @Nullable
    Applied applied() {
        return applied;
    }

    Ownership ownership() {
        return Ownership.of(actual.mark(), applied == null ? null : applied.provenance());
    }

    boolean hasColumn(String name) {
        return actualColumns.containsKey(name);
    }

    /** The names of the columns that it has, or that are declared. */
    Set<String> columnNames() {
        var names = new HashSet<>(actualColumns.keySet());
        names.addAll(declaredColumns.keySet());
        return names;
    }

    /** Whether it has an entry for a column of its table or query. */
    boolean hasPhysicalColumn(String name) {
        Column column = actualColumns.get(name);
        return column != null && !column.isCalculated();
    }

    boolean hasMetric(String name) {
        return actualMetrics.containsKey(name);
    }

    @Nullable
    Column declaredColumn(String name) {
        return declaredColumns.get(name);
    }

    @Nullable
    Metric declaredMetric(String name) {
        return declaredMetrics.get(name);
    }

    /** What we last applied to the dataset itself. */
    Settings appliedSettings() {
        return applied == null ? Settings.none() : applied.declared().settings();
    }

    /** What we last applied to a column; nothing if it was not declared then. */
    Settings appliedToColumn(String name) {
        Column column = appliedColumns.get(name);
        return column == null ? Settings.none() : column.settings();
    }

    /** What we last applied to a metric; nothing if it was not declared then. */
    Settings appliedToMetric(String name) {
        Metric metric = appliedMetrics.get(name);
        return metric == null ? Settings.none() : metric.settings();
    }

    boolean columnWasApplied(String name) {
        return appliedColumns.containsKey(name);
    }

    boolean metricWasApplied(String name) {
        return appliedMetrics.containsKey(name);
    }

    /**
     * Whether a column is retained as NULL: our storage says so, or there is none and its expression is exactly the
     * one that we would write.
     */
    boolean isRetained(Column column) {
        String expression = column.settings().text(Setting.EXPRESSION).orElse("");
        if (expression.isEmpty()) {
            return false;
        }
        if (applied != null) {
            return applied.retained().contains(column.name()) && expression.startsWith("CAST(NULL AS ");
        }
        return expression.equals(nullExpression(column).sql());
    }

    /** The names of those columns of a coming state that answer NULL by us: since before, or made so now. */
    Set<String> retainedAmong(List<Column> coming) {
        return coming.stream()
                .filter(Column::isCalculated)
                .filter(column -> !isDeclaredCalculated(column.name()))
                .filter(this::isRetainedByUs)
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private boolean isDeclaredCalculated(String name) {
        Column declared = declaredColumns.get(name);
        return declared != null && declared.isCalculated();
    }

    private boolean isRetainedByUs(Column coming) {
        Column now = actualColumns.get(coming.name());
        return now == null
                || isRetained(now)
                || !now.settings()
                        .get(Setting.EXPRESSION)
                        .equals(coming.settings().get(Setting.EXPRESSION));
    }

    /** Whether what we applied is still there as we applied it, so that nobody made it their own. */
    static boolean isUntouched(Settings actual, Settings applied) {
        return applied.stated().stream().allMatch(setting -> applied.agreesWith(actual, setting));
    }

    NullExpression nullExpression(Column column) {
        return NullExpression.of(column.settings().text(Setting.TYPE).orElse(""), backend);
    }
}
