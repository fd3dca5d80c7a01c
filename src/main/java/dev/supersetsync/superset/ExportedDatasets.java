package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.superset.Listed.Row;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads datasets in bulk, from Superset's export and what the list told of them. It gives what a reading of each would
 * give, but for the ids of columns and metrics; what it cannot tell for certain it leaves out, to be read alone.
 */
final class ExportedDatasets {

    private static final int FORBIDDEN = 403;

    /** How many batches are read and compared at a time: a batch is some megabytes of text, and calls outrun the reading. */
    private static final int AT_A_TIME = 6;

    /** To read YAML is work, and Superset is idle meanwhile where there is but one batch. */
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final DatasetExport export;
    private final DatasetMapper mapper;
    private final Listed listed;
    private volatile boolean isForbidden;

    ExportedDatasets(DatasetExport export, DatasetMapper mapper, Listed listed) {
        this.export = export;
        this.mapper = mapper;
        this.listed = listed;
    }

    /** Those of the datasets that it can tell, by id. */
    Map<Integer, ActualDataset> read(Collection<Integer> ids) {
        List<Row> rows = ids.stream().flatMap(id -> listed.row(id).stream()).toList();
        return Parallel.map(AT_A_TIME, DatasetExport.batches(rows), this::batch).stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(ActualDataset::id, dataset -> dataset, (one, _) -> one));
    }

    private List<ActualDataset> batch(List<Row> rows) {
        Map<String, Row> byUuid = rows.stream()
                .collect(Collectors.toMap(row -> row.dataset().uuid(), Function.identity(), (one, _) -> one));
        List<String> texts = files(rows).stream()
                .flatMap(files -> files.entrySet().stream())
                .filter(file -> Bundle.isDataset(file.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return Parallel.map(CORES, texts, text -> dataset(text, byUuid)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A batch that Superset does not export is no failure, since each dataset can still be read alone. */
    private List<Map<String, String>> files(List<Row> rows) {
        if (isForbidden) {
            return List.of();
        }
        try {
            return export.files(rows.stream().map(row -> row.dataset().id()).toList());
        } catch (SupersetException e) {
            isForbidden |= Integer.valueOf(FORBIDDEN).equals(e.status());
            return List.of();
        }
    }

    private Optional<ActualDataset> dataset(String file, Map<String, Row> byUuid) {
        return certain(file)
                .flatMap(json -> Optional.ofNullable(
                                byUuid.get(json.path("uuid").asString("")))
                        .map(row -> mapper.actual(
                                completed(json, row),
                                row.dataset().uuid(),
                                row.dataset().changedOn())));
    }

    private static ObjectNode completed(ObjectNode json, Row row) {
        json.put("id", row.dataset().id());
        json.set("database", row.database());
        json.set("owners", row.owners());
        return json;
    }

    private static Optional<ObjectNode> certain(String file) {
        try {
            return PythonYaml.read(file) instanceof ObjectNode json && isCertain(json)
                    ? Optional.of(json)
                    : Optional.empty();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static boolean isCertain(ObjectNode json) {
        Stream<JsonNode> parts = Stream.of("columns", "metrics").flatMap(list -> json.path(list).values().stream());
        return isJson(json.path("extra"))
                && isJson(json.path("template_params"))
                && parts.allMatch(part -> isJson(part.path("extra")))
                && hasNoNamesakes(json.path("columns"), DatasetMapper.COLUMN_NAME)
                && hasNoNamesakes(json.path("metrics"), DatasetMapper.METRIC_NAME);
    }

    /** A text is what was no JSON, or what stood in a text of JSON: nothing tells which. */
    private static boolean isJson(JsonNode member) {
        return !member.isString() || member.asString().isEmpty();
    }

    /** Which one of two counts, their ids tell. */
    private static boolean hasNoNamesakes(JsonNode parts, String nameMember) {
        Set<String> names = new HashSet<>();
        return parts.values().stream()
                .allMatch(part -> names.add(part.path(nameMember).asString("")));
    }
}
