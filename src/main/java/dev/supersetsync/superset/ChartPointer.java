package dev.supersetsync.superset;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points charts that lost their dataset at the one that took its place, in one call each: with the data source alone
 * changed, a chart would go on asking for the old one.
 */
final class ChartPointer {

    private static final String PATH = "/api/v1/chart/";
    private static final Pattern DATASET_LINE = Pattern.compile("(?m)^dataset_uuid: ['\"]?([0-9a-fA-F-]{36})");

    private final Calls calls;

    ChartPointer(Calls calls) {
        this.calls = calls;
    }

    /** False if the chart is gone, or has or names another dataset. */
    boolean point(int chartId, int from, int to) {
        Optional<JsonNode> chart = read(chartId);
        if (chart.isEmpty() || hasDataset(chartId)) {
            return false;
        }
        ChartReferences before = ChartReferences.of(chart.get());
        if (!before.allow(from)) {
            return false;
        }
        ChartReferences after = before.pointed(from, to);
        new SeenWrites(calls)
                .write(
                        Request.write(HttpMethod.PUT, PATH + chartId, body(after, to)),
                        () -> read(chartId)
                                .filter(now -> ChartReferences.of(now).equals(after))
                                .filter(now -> hasDataset(chartId)));
        return true;
    }

    private Optional<JsonNode> read(int chartId) {
        return calls.find(Request.get(PATH + chartId)).map(json -> json.path("result"));
    }

    /** By the chart's export: before 6.1 a chart does not tell its data source, and lists can't be trusted. */
    private boolean hasDataset(int chartId) {
        Request request = Request.get(PATH + "export/", "!(" + chartId + ")");
        Answer answer = calls.answer(request);
        if (!answer.isSuccess()) {
            throw calls.failure(request, answer);
        }
        return Zip.read(answer.body()).entrySet().stream()
                .filter(file -> file.getKey().startsWith("charts/"))
                .map(Map.Entry::getValue)
                .map(DATASET_LINE::matcher)
                .anyMatch(Matcher::find);
    }

    private static ObjectNode body(ChartReferences references, int datasetId) {
        ObjectNode body =
                Answer.JSON.createObjectNode().put("datasource_id", datasetId).put("datasource_type", "table");
        if (references.params() != null) {
            body.put("params", references.params());
        }
        if (references.queryContext() != null) {
            body.put("query_context", references.queryContext());
        }
        return body;
    }
}
