package dev.supersetsync.superset;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Usages.QueryUse;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The virtual datasets whose queries read datasets, or take in metrics, by macros. */
final class Readers {

    private static final String PATH = "/api/v1/dataset/";

    private final Map<QueryUse, Macros> queries = new HashMap<>();

    private Readers(Collection<JsonNode> rows) {
        for (JsonNode row : rows) {
            String sql = row.path("sql").asString("");
            Macros macros = Macros.in(sql);
            if (!macros.equals(Macros.NONE)) {
                queries.put(
                        new QueryUse(
                                row.path("id").asInt(), row.path("table_name").asString(""), sql),
                        macros);
            }
        }
    }

    /** Those of a Superset, from the list of its datasets. */
    static Readers read(Calls calls) {
        return new Readers(new Pages(calls).rows(PATH, "id,table_name,sql", "table_name"));
    }

    /** Those that read one of these datasets, those that read these, and so on; and those of them that name a metric. */
    List<QueryUse> of(Set<Integer> datasets) {
        Set<Integer> ids = new HashSet<>(datasets);
        Set<QueryUse> found = new HashSet<>();
        boolean grew = true;
        while (grew) {
            List<QueryUse> more = queries.entrySet().stream()
                    .filter(entry -> concerns(entry.getKey(), entry.getValue(), ids))
                    .map(Map.Entry::getKey)
                    .toList();
            more.forEach(query -> ids.add(query.datasetId()));
            grew = found.addAll(more);
        }
        return found.stream()
                .sorted(Comparator.comparingInt(QueryUse::datasetId))
                .toList();
    }

    private static boolean concerns(QueryUse query, Macros macros, Set<Integer> ids) {
        return macros.datasetIds().stream().anyMatch(ids::contains) || ids.contains(query.datasetId());
    }
}
