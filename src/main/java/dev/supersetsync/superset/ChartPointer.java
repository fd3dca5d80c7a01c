package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import java.util.Locale;
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
    boolean point(int chartId, int from, ActualDataset there) {
        Optional<JsonNode> chart = read(chartId);
        if (chart.isEmpty()) {
            return false;
        }
        Optional<String> has = dataset(chartId);
        return has.isPresent() ? has.get().equals(there.uuid()) : point(chartId, chart.get(), from, there);
    }

    private boolean point(int chartId, JsonNode chart, int from, ActualDataset there) {
        ChartReferences before = ChartReferences.of(chart);
        if (!before.allow(from)) {
            return false;
        }
        ChartReferences after = before.pointed(from, there.id());
        new SeenWrites(calls)
                .write(
                        Request.write(HttpMethod.PUT, PATH + chartId, body(after, there.id())),
                        () -> read(chartId)
                                .filter(now -> ChartReferences.of(now).equals(after))
                                .filter(now -> dataset(chartId).equals(Optional.of(there.uuid()))));
        return true;
    }

    private Optional<JsonNode> read(int chartId) {
        return calls.find(Request.get(PATH + chartId)).map(json -> json.path("result"));
    }

    /** The uuid of its dataset, if it has one, by the chart's export: before 6.1 a chart does not tell its data source, and lists can't be trusted. */
    private Optional<String> dataset(int chartId) {
        Request request = Request.get(PATH + "export/", "!(" + chartId + ")");
        Answer answer = calls.answer(request);
        if (!answer.isSuccess()) {
            throw calls.failure(request, answer);
        }
        return Zip.read(answer.body()).entrySet().stream()
                .filter(file -> file.getKey().startsWith("charts/"))
                .map(Map.Entry::getValue)
                .map(DATASET_LINE::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1).toLowerCase(Locale.ROOT))
                .findFirst();
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
