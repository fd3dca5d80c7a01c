package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.SourceChoice.Source;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans one dataset that exists and is declared: UPDATE or REPLACE, in place. The table or query that it shall stand for is
 * chosen elsewhere, {@link SourceChoice}.
 */
final class Rewriting {

    private static final String WITHOUT_ROWS =
            "An attempt to bring it back did not end and left a query without rows. Its rules of row-level security"
                    + " may not be on it, so it gets no rows by a sync: restore that run again.";

    private final Subject subject;
    private final @Nullable String document;
    private final Guards guards;
    private final Notes notes;
    private final Action action;
    private final Merge merge;
    private final Removals removals;

    /**
     * A rewriting to be planned.
     *
     * @param document the name of the document, null if it has none
     * @param action {@link Action#UPDATE} or {@link Action#REPLACE}
     */
    Rewriting(Subject subject, @Nullable String document, Guards guards, Notes notes, Action action) {
        this.subject = subject;
        this.document = document;
        this.guards = guards;
        this.notes = notes;
        this.action = action;
        this.merge = new Merge(notes, action, subject.key(), guards.uiEdits());
        this.removals = new Removals(notes, guards.breakingChanges(), action, subject.key());
    }

    /** The change; empty if the whole dataset is held back. */
    Optional<Change> plan() {
        if (Change.BringBack.isWithoutRows(subject.before(), subject.key())) {
            notes.withhold(new Withheld(action, subject.key(), null, Reason.CHANGED_SINCE, WITHOUT_ROWS, List.of()));
            return Optional.empty();
        }
        return new SourceChoice(subject, notes, action, merge, removals)
                .source()
                .map(this::change);
    }

    private Change change(Source source) {
        List<Column> columns = columnRules(source.warehouse()).columns();
        List<Metric> metrics = new MetricRules(subject, notes, removals, merge, action).metrics();
        Set<String> retained = subject.retainedAmong(columns);
        var drafted = new Dataset(subject.key(), Settings.none().with(Setting.SQL, source.sql()), columns, metrics);
        Dataset runs = expressions(source, retained).checked(subject.actual(), drafted);
        Settings settings = settings(runs.columns(), source.warehouse()).with(Setting.SQL, source.sql());
        Dataset after = subject.actual().with(settings, runs.columns(), runs.metrics());
        var consequences = new Consequences(subject, source.warehouse(), notes);
        removals.touch(consequences.of(after, retained));
        if (!isOther(source)) {
            consequences.warnOfLost(after);
        }
        return change(after, retained);
    }

    private Change change(Dataset after, Set<String> retained) {
        List<FieldChange> fields = Differences.between(subject.actual(), after, merge.overwritten());
        var imprint = new Imprint.OfModel(
                Remembered.of(subject.desired(), after, subject.applied()),
                retained,
                subject.ownership().created());
        if (fields.isEmpty()) {
            return new Change.Unchanged(subject.before().listed(), imprint.applied(document, subject.before()));
        }
        List<Impact> impact = removals.impact();
        return action == Action.REPLACE
                ? new Change.Replace(subject.before(), after, fields, impact, imprint)
                : new Change.Update(subject.before(), after, fields, impact, imprint);
    }

    private ColumnRules columnRules(Warehouse warehouse) {
        return action == Action.REPLACE
                ? new ReplaceColumns(subject, warehouse, notes, removals, merge)
                : new UpdateColumns(subject, warehouse, notes, removals, merge);
    }

    /** Until another source is written the dataset has the old one, which says nothing of an expression on the new. */
    private Expressions expressions(Source source, Set<String> retained) {
        Optional<Integer> askable = isOther(source) ? Optional.empty() : Optional.of(subject.id());
        return new Expressions(notes, guards.checkExpressions(), action, askable, retained);
    }

    private boolean isOther(Source source) {
        return !source.sql().equals(subject.actual().settings().orDefault(Setting.SQL));
    }

    private Settings settings(List<Column> columns, Warehouse warehouse) {
        Settings declared = subject.desired().settings().without(Setting.SQL);
        MainTime.warnIfNotDeclared(subject.desired(), columns, notes);
        Value time = MainTime.of(subject.desired(), warehouse, columns);
        Settings merged = merge.settings(
                () -> "",
                subject.actual().settings(),
                withMainTimeThatMayBe(declared, columns),
                subject.appliedSettings(),
                setting -> switch (setting) {
                    case OWNERS, SQL -> Optional.empty();
                    case MAIN_DATETIME_COLUMN -> Optional.of(time);
                    default -> Optional.of(setting.defaultValue());
                });
        boolean itsColumnGoes = merged.text(Setting.MAIN_DATETIME_COLUMN)
                .filter(subject::hasColumn)
                .filter(name ->
                        columns.stream().noneMatch(column -> column.name().equals(name)))
                .isPresent();
        boolean isDeclared =
                merged.get(Setting.MAIN_DATETIME_COLUMN).equals(declared.get(Setting.MAIN_DATETIME_COLUMN));
        return itsColumnGoes && !isDeclared ? merged.with(Setting.MAIN_DATETIME_COLUMN, time) : merged;
    }

    /** Where the declared main time column may not be written, the one that is there stays. */
    private Settings withMainTimeThatMayBe(Settings declared, List<Column> columns) {
        Value there = subject.actual().settings().orDefault(Setting.MAIN_DATETIME_COLUMN);
        boolean stays = declared.states(Setting.MAIN_DATETIME_COLUMN)
                && !declared.orDefault(Setting.MAIN_DATETIME_COLUMN).equals(there)
                && !MainTime.mayBeWritten(subject.desired(), columns, action, notes);
        return stays ? declared.with(Setting.MAIN_DATETIME_COLUMN, there) : declared;
    }
}
