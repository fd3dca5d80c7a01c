package dev.supersetsync.state;

/**
 * A column of a dataset, declared or actual.
 *
 * @param name its exact name
 * @param settings what is stated of it; {@link Setting#EXPRESSION} unset makes it physical
 */
public record Column(String name, Settings settings) {

    /** Whether it is stated to be computed by SQL, retained columns included. */
    public boolean isCalculated() {
        return settings.text(Setting.EXPRESSION).isPresent();
    }

    /** The same column with one setting changed. */
    public Column with(Setting setting, Value value) {
        return new Column(name, settings.with(setting, value));
    }
}
