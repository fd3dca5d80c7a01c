package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the table or query that a dataset which exists shall stand for, and finds out what is known of its columns. What
 * becomes of the columns is decided elsewhere.
 */
final class SourceChoice {

    private final Subject subject;
    private final Notes notes;
    private final Action action;
    private final Merge merge;
    private final Removals removals;
    private final WarehouseNeed need;

    SourceChoice(Subject subject, Notes notes, Action action, Merge merge, Removals removals) {
        this.subject = subject;
        this.notes = notes;
        this.action = action;
        this.merge = merge;
        this.removals = removals;
        this.need = new WarehouseNeed(subject, action);
    }

    /** What the dataset shall stand for; empty if the whole dataset is held back. */
    Optional<Source> source() {
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
        return new Source(there, need.isAny() ? asked(facts(there, need.question())) : Warehouse.unknown());
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

    /** A table (unset) or a query, with what is known of its columns. */
    record Source(Value sql, Warehouse warehouse) {}
}
