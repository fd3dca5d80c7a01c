package dev.supersetsync.state;

/**
 * A metric of a dataset, declared or actual.
 *
 * @param name its exact name
 * @param settings what is stated of it, {@link Setting#EXPRESSION} at least
 */
public record Metric(String name, Settings settings) {

    public Metric {
        name = Recurring.text(name);
    }

    /** The same metric with these settings, itself if it has them. */
    public Metric with(Settings others) {
        return others == settings ? this : new Metric(name, others);
    }
}
