package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of row-level security as they are kept; nothing here applies them to queries. */
final class RuleEndpoints {

    private static final String PATH = "/api/v1/rowlevelsecurity/";
    private static final Listing LISTING = new Listing(
            List.of(
                    "id",
                    "name",
                    "filter_type",
                    "tables.id",
                    "tables.table_name",
                    "roles.id",
                    "roles.name",
                    "clause",
                    "group_key"),
            Set.of("name", "filter_type", "clause", "group_key"),
            Set.of("name", "description", "filter_type", "tables", "roles", "group_key", "clause"));

    private final SupersetVersion version;
    private final Metadata metadata;

    RuleEndpoints(SupersetVersion version, Metadata metadata) {
        this.version = version;
        this.metadata = metadata;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        PATH,
                        call -> LISTING.answer(
                                call,
                                metadata.all(Kind.RULE).stream()
                                        .map(this::shown)
                                        .toList())),
                Route.get(PATH + "related/roles", call -> roles()),
                Route.get(PATH + "(\\d+)", this::one),
                Route.write("POST", PATH, this::create),
                Route.write("PUT", PATH + "(\\d+)", this::update),
                Route.write("DELETE", PATH + "(\\d+)", this::delete));
    }

    /** The rule with what its datasets and roles are called; what is gone of them is not there. */
    private ObjectNode shown(ObjectNode rule) {
        ObjectNode row = rule.deepCopy();
        row.set("tables", named(Kind.DATASET, rule.path("tables"), "table_name"));
        row.set("roles", named(Kind.ROLE, rule.path("roles"), "name"));
        return row;
    }

    private ArrayNode named(Kind kind, JsonNode ids, String name) {
        ArrayNode named = Json.array();
        ids.forEach(id -> metadata.find(kind, id.asInt()).ifPresent(row -> named.add(Listing.only(row, "id", name))));
        return named;
    }

    private Answer roles() {
        ArrayNode result = Json.array();
        metadata.all(Kind.ROLE)
                .forEach(role -> result.addObject()
                        .put("value", role.path("id").asInt())
                        .put("text", role.path("name").asString())
                        .putObject("extra"));
        return Answer.ok(Json.object().put("count", result.size()).set("result", result));
    }

    private Answer one(Call call) {
        ObjectNode rule = shown(metadata.get(Kind.RULE, call.id()));
        rule.remove("uuid");
        return Answer.ok(Json.object().put("id", call.id()).set("result", rule));
    }

    private Answer create(Call call) {
        ObjectNode body = call.object();
        if (metadata.all(Kind.RULE).stream().anyMatch(rule -> rule.path("name").equals(body.path("name")))) {
            return Answer.message(422, "()");
        }
        check(body);
        ObjectNode rule = Json.object().putNull("description").putNull("group_key");
        int id = metadata.add(Kind.RULE, rule.setAll(body)).path("id").asInt();
        return Answer.json(201, Json.object().put("id", id).set("result", body));
    }

    /** Datasets and roles that are left out are taken for none. */
    private Answer update(Call call) {
        ObjectNode body = call.object();
        ObjectNode rule = metadata.get(Kind.RULE, call.id());
        check(body);
        rule.set("tables", Json.array());
        rule.set("roles", Json.array());
        rule.setAll(body);
        return Answer.json(
                version.isSix() ? 200 : 201, Json.object().put("id", call.id()).set("result", body));
    }

    private void check(ObjectNode body) {
        if (!all(Kind.ROLE, body.path("roles"))) {
            throw new Refused(Answer.message(422, "[l'Some roles do not exist']"));
        }
        if (!all(Kind.DATASET, body.path("tables"))) {
            throw new Refused(Answer.message(422, "[l'Datasource does not exist']"));
        }
    }

    private boolean all(Kind kind, JsonNode ids) {
        return ids.valueStream().allMatch(id -> metadata.find(kind, id.asInt()).isPresent());
    }

    private Answer delete(Call call) {
        metadata.get(Kind.RULE, call.id());
        metadata.remove(Kind.RULE, call.id());
        return Answer.message(200, "OK");
    }
}
