package dev.supersetsync.superset;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a native filter or chart customisation points to. It reads both ways in which a customisation says that: 6.0
 * wrote another one, which 6.1 still takes.
 *
 * @param dataset the id of the dataset, 0 for none
 * @param column the name of the column, empty for none
 */
record FilterTarget(int dataset, String column) {

    private static final String CUSTOMIZATION = "customization";

    static List<FilterTarget> of(JsonNode filter) {
        Stream<FilterTarget> targets = filter.path("targets")
                .valueStream()
                .map(target -> new FilterTarget(
                        target.path("datasetId").asInt(0),
                        target.path("column").path("name").asString("")));
        return filter.has(CUSTOMIZATION)
                ? Stream.concat(targets, ofCustomization(filter.path(CUSTOMIZATION)))
                        .toList()
                : targets.toList();
    }

    private static Stream<FilterTarget> ofCustomization(JsonNode customization) {
        JsonNode chosen = customization.path("dataset");
        int dataset = (chosen.isObject() ? chosen.path("value") : chosen).asInt(0);
        JsonNode column = customization.path("column");
        Stream<JsonNode> columns = column.isArray() ? column.valueStream() : Stream.of(column);
        return columns.map(name -> new FilterTarget(dataset, name.asString("")));
    }

    static Set<Integer> datasets(List<FilterTarget> targets) {
        return targets.stream().map(FilterTarget::dataset).filter(id -> id != 0).collect(Collectors.toSet());
    }
}
