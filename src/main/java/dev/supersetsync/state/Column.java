package dev.supersetsync.state;

/**
 * A column of a dataset, declared or actual.
 *
 * @param name its exact name
 * @param settings what is stated of it; {@link Setting#EXPRESSION} unset makes it physical
 */
public record Column(String name, Settings settings) {

    public Column {
        name = Recurring.text(name);
    }

    /** Whether it is stated to be computed by SQL, retained columns included. */
    public boolean isCalculated() {
        return settings.text(Setting.EXPRESSION).isPresent();
    }

    /** The same column with one setting changed. */
    public Column with(Setting setting, Value value) {
        return with(settings.with(setting, value));
    }

    /** The same column with these settings, itself if it has them. */
    public Column with(Settings others) {
        return others == settings ? this : new Column(name, others);
    }
}
