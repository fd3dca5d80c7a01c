package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans one dataset that exists and is declared: UPDATE or REPLACE, in place. */
final class Rewriting {

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
            withhold(
                    null,
                    Reason.CHANGED_SINCE,
                    "An attempt to bring it back did not end and left a query without rows. Its rules of row-level security"
                            + " may not be on it, so it gets no rows by a sync: restore that run again.");
            return Optional.empty();
        }
        return source().map(this::change);
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
        boolean created =
                Ownership.of(subject.before().mark(), subject.applied()).created();
        var imprint =
                new Imprint.OfModel(Remembered.of(subject.desired(), after, subject.applied()), retained, created);
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

    /** The table or query that the dataset shall stand for, and what is known of its columns. */
    private Optional<Source> source() {
        if (subject.desired().kind() != subject.actual().kind()) {
            return otherKind();
        }
        Value there = subject.actual().settings().orDefault(Setting.SQL);
        Value wanted = subject.desired().settings().orDefault(Setting.SQL);
        if (there.equals(wanted)) {
            return Optional.of(unchangedSource(there));
        }
        boolean edited = subject.appliedSettings().states(Setting.SQL)
                && !subject.appliedSettings().get(Setting.SQL).equals(Optional.of(there));
        return Optional.of(
                merge.mayOverwrite(Setting.SQL.path(), edited) ? otherQuery(there, wanted) : unchangedSource(there));
    }

    private Source unchangedSource(Value there) {
        return new Source(there, needsWarehouse() ? asked(facts(there, question())) : Warehouse.unknown());
    }

    private Source otherQuery(Value there, Value wanted) {
        return switch (facts(wanted).orElseGet(() -> new TableFacts.Unknown(""))) {
            case TableFacts.DoesNotRun(String message) -> {
                withhold(Setting.SQL.path(), Reason.DOES_NOT_RUN, message);
                yield unchangedSource(there);
            }
            case TableFacts.Present present -> {
                Warehouse warehouse = Warehouse.of(present);
                boolean allowed = removals.allow(Setting.SQL.path(), usersOfLost(there, warehouse));
                yield allowed ? new Source(wanted, warehouse) : unchangedSource(there);
            }
            case TableFacts.Unknown(String why) -> {
                notes.warn(
                        Warning.Code.NOT_CHECKED,
                        subject.key(),
                        Setting.SQL.path(),
                        "The query could not be tried: " + why);
                yield new Source(wanted, Warehouse.unknown());
            }
            case TableFacts.Missing _, TableFacts.Listed _ -> new Source(wanted, Warehouse.unknown());
        };
    }

    private List<Impact> usersOfLost(Value there, Warehouse coming) {
        return new LostColumns(subject, notes, action).users(facts(there), coming);
    }

    private boolean isOther(Source source) {
        return !source.sql().equals(subject.actual().settings().orDefault(Setting.SQL));
    }

    private Optional<Source> otherKind() {
        if (action == Action.UPDATE) {
            withhold(
                    null,
                    Reason.KIND_DIFFERS,
                    "Declared as " + inWords(subject.desired().kind()) + ", in Superset it is "
                            + inWords(subject.actual().kind()) + "; REPLACE turns it into the other in place.");
            return Optional.empty();
        }
        Value wanted = subject.desired().settings().orDefault(Setting.SQL);
        return switch (facts(wanted).orElseGet(() -> new TableFacts.Unknown(""))) {
            case TableFacts.Missing() -> {
                withhold(null, Reason.MISSING_IN_WAREHOUSE, "The warehouse does not have the table.");
                yield Optional.empty();
            }
            case TableFacts.DoesNotRun(String message) -> {
                withhold(null, Reason.DOES_NOT_RUN, message);
                yield Optional.empty();
            }
            case TableFacts.Present present -> {
                var source = new Source(wanted, Warehouse.of(present));
                Value there = subject.actual().settings().orDefault(Setting.SQL);
                yield removals.allow(null, usersOfLost(there, source.warehouse()))
                        ? Optional.of(source)
                        : Optional.empty();
            }
            case TableFacts.Unknown facts -> Optional.of(new Source(wanted, asked(Optional.of(facts))));
            case TableFacts.Listed facts -> Optional.of(new Source(wanted, asked(Optional.of(facts))));
        };
    }

    private static String inWords(Dataset.Kind kind) {
        return kind == Dataset.Kind.VIRTUAL ? "a query" : "a table";
    }

    private Optional<TableFacts> facts(Value sql) {
        return facts(sql, new TableQuestion.Everything(subject.key()));
    }

    private Optional<TableFacts> facts(Value sql, TableQuestion ofTable) {
        return sql instanceof Value.Text(String text) ? notes.query(subject.key(), text) : notes.table(ofTable);
    }

    /** What the warehouse says; where it says nothing, or the table is gone, columns are left alone and that is told. */
    private Warehouse asked(Optional<TableFacts> facts) {
        if (facts.isEmpty()) {
            return Warehouse.unknown();
        }
        switch (facts.get()) {
            case TableFacts.Present present -> {
                return Warehouse.of(present);
            }
            case TableFacts.Listed listed -> {
                return Warehouse.of(listed);
            }
            case TableFacts.Missing() ->
                warn(
                        Warning.Code.MISSING_IN_WAREHOUSE,
                        "The warehouse does not have the table; columns are left alone.");
            case TableFacts.DoesNotRun(String message) -> warn(Warning.Code.DOES_NOT_RUN, message);
            case TableFacts.Unknown(String why) ->
                warn(
                        Warning.Code.WAREHOUSE_UNKNOWN,
                        "The warehouse could not be asked; columns are left alone. " + why);
        }
        return Warehouse.unknown();
    }

    private void warn(Warning.Code code, String message) {
        notes.warn(code, subject.key(), null, message);
    }

    private void withhold(@Nullable String path, Reason reason, String message) {
        notes.withhold(new Withheld(action, subject.key(), path, reason, message, List.of()));
    }

    /** Whether anything depends on what the warehouse has; asking costs, and a dataset that is all declared needs none. */
    private boolean needsWarehouse() {
        return subject.others() != Others.KEEP
                || subject.actual().columns().stream().anyMatch(this::dependsOnWarehouse)
                || declaredPhysical().anyMatch(this::dependsOnWarehouseAsDeclared);
    }

    /** The names are enough where nothing can come of the answer but that all is as it should be. */
    private TableQuestion question() {
        boolean typesMatter = subject.others() != Others.KEEP
                || subject.actual().columns().stream().anyMatch(subject::isRetained)
                || declaredPhysical().anyMatch(this::takesTypeFromWarehouse);
        return typesMatter
                ? new TableQuestion.Everything(subject.key())
                : new TableQuestion.Presence(subject.key(), physicalNames());
    }

    private boolean takesTypeFromWarehouse(Column declared) {
        Settings applied = subject.appliedToColumn(declared.name());
        boolean goesBack = applied.states(Setting.TYPE) || applied.states(Setting.TEMPORAL);
        return declared.settings().text(Setting.TYPE).isEmpty()
                && (action == Action.REPLACE || !subject.hasColumn(declared.name()) || goesBack);
    }

    private Set<String> physicalNames() {
        Stream<Column> actual = subject.actual().columns().stream().filter(column -> !column.isCalculated());
        return Stream.concat(actual, declaredPhysical()).map(Column::name).collect(Collectors.toSet());
    }

    private boolean dependsOnWarehouse(Column actual) {
        boolean undeclared = subject.declaredColumn(actual.name()) == null;
        return subject.isRetained(actual) || (undeclared && action == Action.UPDATE && !actual.isCalculated());
    }

    private Stream<Column> declaredPhysical() {
        return subject.desired().columns().stream().filter(column -> !column.isCalculated());
    }

    private boolean dependsOnWarehouseAsDeclared(Column declared) {
        boolean typeLeftOut = action == Action.REPLACE && !declared.settings().states(Setting.TYPE);
        return typeLeftOut || !subject.hasPhysicalColumn(declared.name());
    }

    /** A table (unset) or a query, with what is known of its columns. */
    private record Source(Value sql, Warehouse warehouse) {}
}
