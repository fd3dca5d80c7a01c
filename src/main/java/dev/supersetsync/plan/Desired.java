package dev.supersetsync.plan;

import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.ArrayList;

/**
 * A declared model as the planner compares it.
 *
 * @param dataset what is declared, and nothing else: a setting that is not stated is not managed. Every column states
 *     its {@code EXPRESSION} (unset for one of the warehouse), every metric its SQL; {@code SQL} is stated exactly for
 *     a virtual dataset
 * @param others what becomes of the warehouse's other columns
 */
public record Desired(Dataset dataset, Others others) {

    /** The same with one more owner; where no owners are declared, it stays so. */
    Desired withOwner(String name) {
        if (!(dataset.settings().orDefault(Setting.OWNERS) instanceof Value.Names declared)) {
            return this;
        }
        var owners = new ArrayList<>(declared.names());
        owners.add(name);
        var settings = dataset.settings().with(Setting.OWNERS, new Value.Names(owners));
        return new Desired(new Dataset(dataset.key(), settings, dataset.columns(), dataset.metrics()), others);
    }

    /** What becomes of the warehouse's columns that are not declared. */
    public enum Others {
        /** They stay as they are. */
        KEEP,
        /** They stay as they are, and missing ones are added. */
        INCLUDE,
        /** They are hidden. */
        HIDE,
        /** They answer NULL. */
        RETAIN_AS_NULL
    }
}
