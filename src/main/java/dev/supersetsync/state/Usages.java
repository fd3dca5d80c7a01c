package dev.supersetsync.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was read of charts, dashboards and others that use some datasets: the raw material of an impact, not judged yet.
 *
 * @param datasetUrls the addresses under which people see the datasets and those that name one by macros, by id
 * @param queries the virtual datasets that read one of the datasets by a macro in their query, or a metric of their own,
 *     and those that read these
 * @param templated the datasets whose metrics, calculated columns or predicates for values have macros in them; with the
 *     ids of these where the macros name one of the datasets
 * @param charts the charts on the datasets and on these others, those whose SQL names one by a macro, and those that
 *     show such a chart as one of their layers
 * @param dashboards the dashboards that these charts and filters are on
 * @param filters the native filters and chart customisations that use one of these datasets
 * @param crossFilters what other charts filter these charts by on dashboards
 * @param rules the rules of row-level security on the datasets, and those whose clause names one by a macro
 * @param reports the alerts and reports on these charts and dashboards
 */
public record Usages(
        Map<Integer, String> datasetUrls,
        List<QueryUse> queries,
        List<ActualDataset> templated,
        List<ChartUse> charts,
        List<DashboardUse> dashboards,
        List<FilterUse> filters,
        List<CrossFilterUse> crossFilters,
        List<RuleUse> rules,
        List<ReportUse> reports) {

    /** Nobody uses anything. */
    public static final Usages NONE = new Usages(
            Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Usages {
        datasetUrls = Map.copyOf(datasetUrls);
        queries = List.copyOf(queries);
        templated = List.copyOf(templated);
        charts = List.copyOf(charts);
        dashboards = List.copyOf(dashboards);
        filters = List.copyOf(filters);
        crossFilters = List.copyOf(crossFilters);
        rules = List.copyOf(rules);
        reports = List.copyOf(reports);
    }

    /** These and others; who is in both is there once. */
    public Usages and(Usages others) {
        var urls = new HashMap<>(datasetUrls);
        urls.putAll(others.datasetUrls);
        return new Usages(
                urls,
                both(queries, others.queries, QueryUse::datasetId),
                both(templated, others.templated, ActualDataset::id),
                both(charts, others.charts, ChartUse::id),
                both(dashboards, others.dashboards, DashboardUse::id),
                both(filters, others.filters, filter -> filter),
                both(crossFilters, others.crossFilters, filter -> filter),
                both(rules, others.rules, rule -> rule.rule().id()),
                both(reports, others.reports, ReportUse::id));
    }

    private static <T> List<T> both(List<T> some, List<T> others, Function<T, Object> identity) {
        var all = new LinkedHashMap<Object, T>();
        Stream.concat(some.stream(), others.stream()).forEach(one -> all.put(identity.apply(one), one));
        return List.copyOf(all.values());
    }

    /**
     * A virtual dataset whose query has macros in it.
     *
     * @param datasetId its id
     * @param name its name
     * @param sql its query
     */
    public record QueryUse(int datasetId, String name, String sql) {}

    /**
     * A chart and what its references stand in.
     *
     * @param id Superset's id
     * @param name its name
     * @param url its address
     * @param owners the names of its owners
     * @param datasetId its data source, null if it has none or one that is no dataset
     * @param dashboardIds the dashboards that it is on
     * @param layers the charts that it shows besides its own data: annotations, layers of a map
     * @param macroDatasetIds the datasets that macros in its SQL name by their id, in its settings and in its saved query
     *     as far as that was read
     * @param params its {@code params}
     */
    public record ChartUse(
            int id,
            String name,
            String url,
            List<String> owners,
            @Nullable Integer datasetId,
            Set<Integer> dashboardIds,
            Set<Integer> layers,
            Set<Integer> macroDatasetIds,
            Tree params) {

        public ChartUse {
            owners = List.copyOf(owners);
            dashboardIds = Set.copyOf(dashboardIds);
            layers = Set.copyOf(layers);
            macroDatasetIds = Set.copyOf(macroDatasetIds);
        }
    }

    /**
     * A dashboard.
     *
     * @param id Superset's id
     * @param title its title
     * @param url its address
     * @param owners the names of its owners
     */
    public record DashboardUse(int id, String title, String url, List<String> owners) {

        public DashboardUse {
            owners = List.copyOf(owners);
        }
    }

    /**
     * A native filter or chart customisation of a dashboard.
     *
     * @param dashboardId the dashboard's id
     * @param filter the filter's name
     * @param datasetIds the datasets of its targets
     * @param filteredDatasetIds the datasets of other charts that it filters by the name of its column
     * @param columns the columns of its targets
     * @param macroDatasetIds the datasets that macros in its SQL name by their id
     * @param isChoice whether it offers the values of its column, which Superset fetches for it
     * @param settings what else of it may refer to columns and metrics
     */
    public record FilterUse(
            int dashboardId,
            String filter,
            Set<Integer> datasetIds,
            Set<Integer> filteredDatasetIds,
            Set<String> columns,
            Set<Integer> macroDatasetIds,
            boolean isChoice,
            Tree settings) {

        public FilterUse {
            datasetIds = Set.copyOf(datasetIds);
            filteredDatasetIds = Set.copyOf(filteredDatasetIds);
            columns = Set.copyOf(columns);
            macroDatasetIds = Set.copyOf(macroDatasetIds);
        }
    }

    /**
     * A chart that filters others on a dashboard when somebody clicks in it.
     *
     * @param dashboardId the dashboard's id
     * @param chartId the id of the chart
     * @param chart its name
     * @param filteredChartIds the charts on other datasets that it filters, by the names of its columns
     * @param dimensions what it filters by
     */
    public record CrossFilterUse(
            int dashboardId, int chartId, String chart, Set<Integer> filteredChartIds, Tree dimensions) {

        public CrossFilterUse {
            filteredChartIds = Set.copyOf(filteredChartIds);
        }
    }

    /**
     * A rule of row-level security.
     *
     * @param url where its kind is listed
     */
    public record RuleUse(RowRule rule, String url) {}

    /**
     * An alert or report.
     *
     * @param id Superset's id
     * @param name its name
     * @param url where its kind is listed
     * @param owners the names of its owners
     * @param chartId the chart that it sends, null for none
     * @param dashboardId the dashboard that it sends, null for none
     */
    public record ReportUse(
            int id,
            String name,
            String url,
            List<String> owners,
            @Nullable Integer chartId,
            @Nullable Integer dashboardId) {

        public ReportUse {
            owners = List.copyOf(owners);
        }
    }
}
