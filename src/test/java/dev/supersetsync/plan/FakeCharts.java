package dev.supersetsync.plan;

import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Charts that use something of a dataset, and native filters of one dashboard, {@code Sales}. */
final class FakeCharts {

    private final List<ChartUse> charts = new ArrayList<>();
    private final List<FilterUse> filters = new ArrayList<>();

    void add(String name, int dataset, String... uses) {
        String params = Arrays.stream(uses).collect(Collectors.joining("\", \"", "{\"uses\": [\"", "\"]}"));
        charts.add(new ChartUse(charts.size() + 1, name, "/chart/" + name, dataset, params, ""));
    }

    void addFilter(String name, int dataset, String column) {
        filters.add(new FilterUse(1, "Sales", "/dashboard/1", name, dataset, column));
    }

    void clear() {
        charts.clear();
        filters.clear();
    }

    /** Only those of the given datasets: what nobody asks for, nobody gets. */
    Usages of(Set<Integer> datasets) {
        return new Usages(
                charts.stream()
                        .filter(chart -> datasets.contains(chart.datasetId()))
                        .toList(),
                filters.stream()
                        .filter(filter -> datasets.contains(filter.datasetId()))
                        .toList());
    }
}
