package dev.supersetsync.plan;

import dev.supersetsync.plan.Guards.UiEdits;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The three-way comparison of settings: declared, last applied, actual. It serves a dataset, a column and a metric
 * alike, and remembers which paths overwrite a person's edit.
 */
final class Merge {

    private final Notes notes;
    private final Action action;
    private final DatasetKey dataset;
    private final UiEdits guard;
    private final Set<String> overwritten = new HashSet<>();

    Merge(Notes notes, Action action, DatasetKey dataset, UiEdits guard) {
        this.notes = notes;
        this.action = action;
        this.dataset = dataset;
        this.guard = guard;
    }

    /**
     * What settings shall be.
     *
     * @param owner the path of what has the settings, empty for the dataset itself; asked for only where they differ
     * @param actual what they are
     * @param declared what they are declared to be
     * @param applied what we last applied
     * @param reset the value that a setting goes back to, empty if it stays as it is
     */
    Settings settings(
            Supplier<String> owner,
            Settings actual,
            Settings declared,
            Settings applied,
            Function<Setting, Optional<Value>> reset) {
        Settings result = actual;
        for (Setting setting : actual.stated()) {
            if (!declared.states(setting) && goesBack(setting, actual, applied)) {
                Value value = reset.apply(setting).orElse(actual.orDefault(setting));
                result = result.with(setting, value);
            }
        }
        for (Setting setting : declared.stated()) {
            Value now = actual.orDefault(setting);
            Value wanted = resolve(declared.orDefault(setting), now);
            boolean differs = !actual.states(setting) || !wanted.equals(now);
            if (differs && mayOverwrite(Paths.setting(owner.get(), setting), isEdited(setting, actual, applied))) {
                result = result.with(setting, wanted);
            }
        }
        return result;
    }

    private boolean goesBack(Setting setting, Settings actual, Settings applied) {
        return action == Action.REPLACE || (applied.states(setting) && applied.agreesWith(actual, setting));
    }

    private static boolean isEdited(Setting setting, Settings actual, Settings applied) {
        return applied.states(setting) && !applied.agreesWith(actual, setting);
    }

    /** Whether a difference may be written; if a person made it, the guard decides and it is noted. */
    boolean mayOverwrite(String path, boolean edited) {
        if (!edited) {
            return true;
        }
        if (guard == UiEdits.KEEP) {
            notes.withhold(new Withheld(
                    action,
                    dataset,
                    path,
                    Reason.UI_EDIT,
                    "It was changed in Superset since it was last applied, and the guard ui_edits keeps that.",
                    List.of()));
            return false;
        }
        if (guard == UiEdits.FAIL) {
            notes.refuse(Refusal.UI_EDITS);
        }
        overwritten.add(path);
        return true;
    }

    /** A currency without a position takes the one that is there, since only its symbol was declared. */
    static Value resolve(Value declared, Value actual) {
        if (declared instanceof Value.Currency(String symbol, String position) && position == null) {
            String there = actual instanceof Value.Currency currency ? currency.position() : null;
            return new Value.Currency(symbol, there == null ? "prefix" : there);
        }
        return declared;
    }

    /** The paths whose new value overwrites what a person did. */
    Set<String> overwritten() {
        return overwritten;
    }
}
