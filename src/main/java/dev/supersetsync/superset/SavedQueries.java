package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the {@code query_context} of charts, which no list tells: a few one by one, many by Superset's export, which
 * takes a third of the time. A batch that cannot be exported is read one by one.
 */
final class SavedQueries {

    private static final String CHARTS = "/api/v1/chart/";
    private static final int FEW = 4;
    private static final int BATCH = 100;
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Calls calls;

    SavedQueries(Calls calls) {
        this.calls = calls;
    }

    /** The texts by chart id, empty for a chart that has none or is gone. */
    Map<Integer, String> of(List<JsonNode> charts) {
        var all = new HashMap<Integer, String>();
        if (charts.size() <= FEW) {
            all.putAll(oneByOne(charts));
            return all;
        }
        // An export has the datasets of its charts too, and they cost more than the charts.
        List<JsonNode> sorted = charts.stream()
                .sorted(Comparator.comparingInt(
                        chart -> chart.path("datasource_id").asInt()))
                .toList();
        List<List<JsonNode>> batches = IntStream.iterate(0, from -> from < charts.size(), from -> from + BATCH)
                .mapToObj(from -> sorted.subList(from, Math.min(from + BATCH, sorted.size())))
                .toList();
        Parallel.map(batches, batch -> exported(batch).orElseGet(() -> oneByOne(batch)))
                .forEach(all::putAll);
        return all;
    }

    private Map<Integer, String> oneByOne(List<JsonNode> charts) {
        List<String> texts = Parallel.map(charts, this::one);
        var byId = new HashMap<Integer, String>();
        for (int i = 0; i < charts.size(); i++) {
            byId.put(id(charts.get(i)), texts.get(i));
        }
        return byId;
    }

    private String one(JsonNode chart) {
        try {
            JsonNode answer = calls.json(Request.get(CHARTS + id(chart), "(columns:!(id,query_context))"));
            return answer.path("result").path("query_context").asString("");
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return "";
            }
            throw e;
        }
    }

    /** Empty where it cannot be exported: one of the charts is gone, or the right to export is missing. */
    private Optional<Map<Integer, String>> exported(List<JsonNode> charts) {
        String ids = charts.stream().map(chart -> String.valueOf(id(chart))).collect(Collectors.joining(","));
        Answer answer =
                calls.answer(Request.get(CHARTS + "export/", "!(" + ids + ")").patient(4));
        return answer.isSuccess() ? read(answer.body(), charts) : Optional.empty();
    }

    private static Optional<Map<Integer, String>> read(byte[] zip, List<JsonNode> charts) {
        Map<String, Integer> ids = charts.stream()
                .collect(Collectors.toMap(chart -> chart.path("uuid").asString(""), SavedQueries::id, (one, _) -> one));
        var found = new HashMap<Integer, String>();
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                if (entry.getName().contains("/charts/")) {
                    JsonNode chart = YAML.readTree(files.readAllBytes());
                    Integer id = ids.get(chart.path("uuid").asString(""));
                    if (id != null) {
                        found.put(id, chart.path("query_context").asString(""));
                    }
                }
            }
        } catch (IOException | JacksonException | IndexOutOfBoundsException e) {
            // The last is how the engine (3.0.1) fails where a surrogate pair does not fit in one buffer.
            return Optional.empty();
        }
        return found.size() == charts.size() ? Optional.of(found) : Optional.empty();
    }

    private static int id(JsonNode chart) {
        return chart.path("id").asInt();
    }
}
