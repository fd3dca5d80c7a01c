package dev.supersetsync.superset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The charts that charts show besides their own data: annotations, layers of a map. The columns that an annotation names
 * are those that the chart which it shows gives, so that one names them itself.
 */
final class Layers {

    private static final String ANNOTATIONS = "annotation_layers";

    /** The kinds of charts that Superset draws annotations in. */
    private static final Pattern ANNOTATED =
            Pattern.compile("(echarts|mixed)_(area|timeseries.*)|line|bar|area|line_multi|dual_line|dist_bar");

    private Layers() {}

    /**
     * The charts whose settings leave open what they show, since they are of a kind that shows annotations and say
     * nothing of them. Superset's pages write them to settings and saved query alike.
     */
    static List<JsonNode> open(List<JsonNode> charts) {
        return charts.stream()
                .filter(chart ->
                        ANNOTATED.matcher(chart.path("viz_type").asString("")).matches())
                .filter(chart -> !chart.path("params").asString("").contains(ANNOTATIONS))
                .toList();
    }

    /**
     * The ids of the charts that charts show, by the id of the chart that shows them.
     *
     * @param savedQueries the {@code query_context} of charts by their ids, as far as they were read
     */
    static Map<Integer, Set<Integer>> of(List<JsonNode> charts, Map<Integer, String> savedQueries) {
        var layers = new HashMap<Integer, Set<Integer>>();
        for (JsonNode chart : charts) {
            int id = chart.path("id").asInt();
            Set<Integer> shown = new HashSet<>(inSettings(chart.path("params").asString("")));
            shown.addAll(inQuery(savedQueries.getOrDefault(id, "")));
            if (!shown.isEmpty()) {
                layers.put(id, shown);
            }
        }
        return layers;
    }

    private static Set<Integer> inSettings(String params) {
        if (!params.contains(ANNOTATIONS) && !params.contains("deck_slices")) {
            return Set.of();
        }
        JsonNode json = Trees.node(params);
        Set<Integer> shown = new HashSet<>(annotations(json));
        json.path("deck_slices")
                .valueStream()
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt)
                .forEach(shown::add);
        return shown;
    }

    private static Set<Integer> inQuery(String query) {
        return query.contains(ANNOTATIONS)
                ? Trees.node(query)
                        .path("queries")
                        .valueStream()
                        .flatMap(one -> annotations(one).stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Set<Integer> annotations(JsonNode node) {
        return node.path(ANNOTATIONS)
                .valueStream()
                .filter(layer -> !"NATIVE".equals(layer.path("sourceType").asString("")))
                .map(layer -> layer.path("value"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }
}
