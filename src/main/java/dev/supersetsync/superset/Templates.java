package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a Superset runs templates in SQL ({@code ENABLE_TEMPLATE_PROCESSING}, off as it comes), which no call tells. So it
 * is asked for the SQL of a chart that calculates in a text; the warehouse is not asked. Where no template runs, no macro
 * takes anything in.
 */
final class Templates {

    private static final String TEMPLATE = "{{ 1 + 1 }}";

    private Templates() {}

    /**
     * Whether templates run; where Superset does not say the SQL, they may.
     *
     * @param datasetId the id of any dataset
     */
    static boolean mayRun(Calls calls, int datasetId) {
        try {
            Answer answer = calls.answer(Request.ask(Request.CHART_DATA, body(datasetId)));
            return !(answer.isSuccess()
                    && answer.json().filter(Templates::isLeft).isPresent());
        } catch (SupersetException e) {
            return true;
        }
    }

    private static boolean isLeft(JsonNode json) {
        return json.path("result").path(0).path("query").asString("").contains(TEMPLATE);
    }

    private static ObjectNode body(int datasetId) {
        ObjectNode body =
                Answer.JSON.createObjectNode().put("result_type", "query").put("result_format", "json");
        body.putObject("datasource").put("id", datasetId).put("type", "table");
        body.putArray("queries")
                .addObject()
                .putArray("metrics")
                .addObject()
                .put("expressionType", "SQL")
                .put("sqlExpression", "MAX('" + TEMPLATE + "')")
                .put("label", "template");
        return body;
    }
}
