package dev.supersetsync.superset;

import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts datasets under rules of row-level security. What people changed of a rule since stays; one that is gone is made
 * anew. A rule is known by its name, which Superset keeps unique, or by its id if it still has its clause: an id alone
 * may have been given to another one.
 */
final class RowRules {

    private static final String PATH = "/api/v1/rowlevelsecurity/";
    private static final String COLUMNS = "id,name,clause,roles.id,tables.id";

    private final Calls calls;

    RowRules(Calls calls) {
        this.calls = calls;
    }

    void protect(int datasetId, RowRule rule) {
        Optional<JsonNode> there = find(rule);
        if (there.filter(row -> covers(row, datasetId)).isEmpty()) {
            Request request = there.map(row -> addition(row, datasetId)).orElseGet(() -> creation(rule, datasetId));
            new SeenWrites(calls).write(request, () -> find(rule).filter(row -> covers(row, datasetId)));
        }
    }

    private Optional<JsonNode> find(RowRule rule) {
        Optional<JsonNode> sameId = calls.find(Request.get(PATH + rule.id())).map(json -> json.path("result"));
        if (sameId.filter(row -> isNamed(row, rule)).isPresent()) {
            return sameId;
        }
        return new Pages(calls)
                .confirmed(PATH, COLUMNS, "name").stream()
                        .filter(row -> isNamed(row, rule))
                        .findFirst()
                        .or(() -> sameId.filter(
                                row -> row.path("clause").asString("").equals(rule.clause())));
    }

    private static boolean isNamed(JsonNode row, RowRule rule) {
        return row.path("name").asString("").equals(rule.name());
    }

    private static boolean covers(JsonNode row, int datasetId) {
        return ids(row.path("tables")).contains(datasetId);
    }

    /** Left out, the roles would be taken for none; all else that is left out stays. */
    private static Request addition(JsonNode row, int datasetId) {
        Set<Integer> datasets = ids(row.path("tables"));
        datasets.add(datasetId);
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("tables", array(datasets));
        body.set("roles", array(ids(row.path("roles"))));
        return Request.write(HttpMethod.PUT, PATH + row.path("id").asInt(), body);
    }

    private Request creation(RowRule rule, int datasetId) {
        ObjectNode body = Answer.JSON
                .createObjectNode()
                .put("name", rule.name())
                .put("filter_type", rule.filterType())
                .put("clause", rule.clause())
                .put("group_key", rule.groupKey())
                .put("description", rule.description());
        body.set("tables", array(Set.of(datasetId)));
        body.set("roles", array(rolesLeft(rule)));
        return Request.write(HttpMethod.POST, PATH, body);
    }

    private Set<Integer> rolesLeft(RowRule rule) {
        Set<Integer> left = new Pages(calls)
                .related(PATH + "related/roles").stream()
                        .map(row -> row.path("value").asInt())
                        .filter(rule.roleIds()::contains)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (left.isEmpty() && !rule.roleIds().isEmpty() && !rule.filterType().equals("Base")) {
            throw new SupersetException(
                    Kind.REFUSED,
                    "POST " + PATH,
                    null,
                    "The rule \"" + rule.name() + "\" is gone and so are its roles: made anew, it would hide nothing.");
        }
        return left;
    }

    private static Set<Integer> ids(JsonNode parts) {
        return parts.values().stream()
                .map(part -> part.path("id").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ArrayNode array(Collection<Integer> ids) {
        ArrayNode array = Answer.JSON.createArrayNode();
        ids.forEach(array::add);
        return array;
    }
}
