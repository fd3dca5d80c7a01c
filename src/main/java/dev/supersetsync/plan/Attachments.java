package dev.supersetsync.plan;

import dev.supersetsync.state.Grant;
import dev.supersetsync.state.RowRule;
import java.util.List;

/**
 * What hung on a dataset when it was deleted, so that it can be put back.
 *
 * @param charts the charts whose data source it was
 * @param dashboards the dashboards whose native filters or chart customisations named it
 * @param rules its rules of row-level security
 * @param grants the roles that were granted it
 */
public record Attachments(List<Ref> charts, List<Ref> dashboards, List<RowRule> rules, List<Grant> grants) {

    /** Nothing. */
    public static final Attachments NONE = new Attachments(List.of(), List.of(), List.of(), List.of());

    public Attachments {
        charts = List.copyOf(charts);
        dashboards = List.copyOf(dashboards);
        rules = List.copyOf(rules);
        grants = List.copyOf(grants);
    }

    /**
     * A chart or dashboard.
     *
     * @param id Superset's id
     * @param name its name or title
     */
    public record Ref(int id, String name) {}
}
