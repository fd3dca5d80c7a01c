package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.ReportUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who is touched because a chart or filter is: the charts that show it as a layer, the dashboards that it is on, the
 * alerts and reports that send it. What happens to the one happens to the others.
 */
final class Followers {

    private final Usages usages;
    private final Map<Integer, ChartUse> charts = new HashMap<>();
    private final Map<Integer, DashboardUse> dashboards = new HashMap<>();
    private final Map<Integer, List<ChartUse>> byLayer = new HashMap<>();

    Followers(Usages usages) {
        this.usages = usages;
        for (ChartUse chart : usages.charts()) {
            charts.put(chart.id(), chart);
            chart.layers()
                    .forEach(layer -> byLayer.computeIfAbsent(layer, _ -> new ArrayList<>())
                            .add(chart));
        }
        usages.dashboards().forEach(dashboard -> dashboards.put(dashboard.id(), dashboard));
    }

    /** Those who follow the charts and filters among these impacts. */
    List<Impact> of(Collection<Impact> impacts) {
        var found = new Impacts();
        var open = new ArrayDeque<>(impacts);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Impact impact = open.poll();
            if (seen.add(impact.kind() + " " + impact.id() + " " + impact.name() + " " + impact.effect())) {
                List<Impact> following = following(impact);
                following.forEach(found::add);
                open.addAll(following);
            }
        }
        return found.list();
    }

    /** An impact on a filter, whose name alone says little. */
    Impact filter(FilterUse filter, String use, Effect effect, boolean certain) {
        int id = filter.dashboardId();
        DashboardUse dashboard = dashboards.getOrDefault(id, new DashboardUse(id, "dashboard " + id, "", List.of()));
        return new Impact(
                Kind.NATIVE_FILTER,
                id,
                dashboard.title() + ": " + filter.filter(),
                dashboard.url(),
                List.of(use),
                effect,
                certain,
                dashboard.owners());
    }

    private List<Impact> following(Impact impact) {
        return switch (impact.kind()) {
            case CHART -> ofChart(impact);
            case NATIVE_FILTER -> onDashboards(Set.of(impact.id()), "filter " + impact.name(), impact);
            case DASHBOARD -> reports(impact, report -> Objects.equals(report.dashboardId(), impact.id()));
            case METRIC, COLUMN, ROW_LEVEL_SECURITY, ALERT -> List.of();
        };
    }

    private List<Impact> ofChart(Impact impact) {
        var found = new ArrayList<Impact>();
        String use = "chart " + impact.name();
        byLayer.getOrDefault(impact.id(), List.of())
                .forEach(chart -> found.add(
                        like(impact, Kind.CHART, chart.id(), chart.name(), chart.url(), use, chart.owners())));
        ChartUse chart = charts.get(impact.id());
        if (chart != null) {
            found.addAll(onDashboards(chart.dashboardIds(), use, impact));
        }
        found.addAll(reports(impact, report -> Objects.equals(report.chartId(), impact.id())));
        return found;
    }

    private List<Impact> onDashboards(Set<Integer> ids, String use, Impact because) {
        return ids.stream()
                .sorted()
                .flatMap(id -> Stream.ofNullable(dashboards.get(id)))
                .map(dashboard -> dashboard(dashboard, use, because))
                .toList();
    }

    private List<Impact> reports(Impact impact, Predicate<ReportUse> which) {
        String use = (impact.kind() == Kind.CHART ? "chart " : "dashboard ") + impact.name();
        return usages.reports().stream()
                .filter(which)
                .map(report -> like(impact, Kind.ALERT, report.id(), report.name(), report.url(), use, report.owners()))
                .toList();
    }

    private static Impact dashboard(DashboardUse dashboard, String use, Impact because) {
        return like(
                because, Kind.DASHBOARD, dashboard.id(), dashboard.title(), dashboard.url(), use, dashboard.owners());
    }

    private static Impact like(
            Impact because, Kind kind, int id, String name, String url, String use, List<String> owners) {
        return new Impact(kind, id, name, url, List.of(use), because.effect(), because.certain(), owners);
    }
}
