package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two texts in which a chart names its dataset beside its data source, which Superset does not keep in step.
 *
 * @param params the {@code params} of the chart, null if it has none
 * @param queryContext its {@code query_context}, null if it has none
 */
record ChartReferences(@Nullable String params, @Nullable String queryContext) {

    private static final String DATASOURCE = "datasource";

    static ChartReferences of(JsonNode chart) {
        return new ChartReferences(
                chart.path("params").asString(null), chart.path("query_context").asString(null));
    }

    /** Whether they name this dataset or none. */
    boolean allow(int datasetId) {
        String inParams = object(params).path(DATASOURCE).asString("");
        JsonNode inQuery = object(queryContext).path(DATASOURCE).path("id");
        return (inParams.isEmpty() || inParams.equals(named(datasetId)))
                && (inQuery.isMissingNode() || isId(inQuery, datasetId));
    }

    /** The same with another dataset where one is named. */
    ChartReferences pointed(int from, int to) {
        ObjectNode form = object(params);
        pointName(form, from, to);
        ObjectNode context = object(queryContext);
        pointId(context, from, to);
        context.path("queries").values().forEach(query -> pointId(query, from, to));
        pointName(context.path("form_data"), from, to);
        return new ChartReferences(
                params == null ? null : form.toString(), queryContext == null ? null : context.toString());
    }

    private static void pointName(JsonNode node, int from, int to) {
        if (node instanceof ObjectNode object
                && named(from).equals(object.path(DATASOURCE).asString(""))) {
            object.put(DATASOURCE, named(to));
        }
    }

    private static void pointId(JsonNode node, int from, int to) {
        if (node.path(DATASOURCE) instanceof ObjectNode source && isId(source.path("id"), from)) {
            source.put("id", to);
        }
    }

    /** Some versions of the pages wrote the id as a text. */
    private static boolean isId(JsonNode node, int id) {
        return node.asString("").equals(String.valueOf(id));
    }

    private static String named(int datasetId) {
        return datasetId + "__table";
    }

    private static ObjectNode object(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Answer.JSON.createObjectNode();
        }
        try {
            if (Answer.JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static SupersetException unreadable() {
        return new SupersetException(
                Kind.REFUSED, "GET /api/v1/chart/{id}", 200, "What the chart stores of itself can't be read.");
    }
}
