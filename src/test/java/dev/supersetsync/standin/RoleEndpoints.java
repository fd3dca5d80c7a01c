package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles and what they may do. Before 6.0 a server has this only if it was told to; it can be switched off here too. */
final class RoleEndpoints {

    private static final String ROLES = "/api/v1/security/roles/";
    private static final Listing LISTING =
            new Listing(List.of("id", "name"), Set.of("id", "name"), Set.of("id", "name"));
    private static final Listing PERMISSIONS = new Listing(
            List.of("id", "permission.name", "view_menu.name"),
            Set.of("id", "permission.name", "view_menu.name"),
            Set.of());

    private final Metadata metadata;
    private volatile boolean isOn = true;

    RoleEndpoints(Metadata metadata) {
        this.metadata = metadata;
        metadata.add(Kind.ROLE, row("Admin"));
    }

    void switchOff() {
        isOn = false;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROLES, ifOn(call -> LISTING.answer(call, metadata.all(Kind.ROLE)))),
                Route.write("POST", ROLES, ifOn(this::create)),
                Route.write("DELETE", ROLES + "(\\d+)", ifOn(this::delete)),
                Route.get(ROLES + "(\\d+)/permissions/", ifOn(this::permissions)),
                Route.write("POST", ROLES + "(\\d+)/permissions", ifOn(this::replace)),
                Route.get(
                        "/api/v1/security/permissions-resources/",
                        ifOn(call -> PERMISSIONS.answer(call, metadata.all(Kind.PERMISSION)))));
    }

    private Route.Handler ifOn(Route.Handler handler) {
        return call -> isOn
                ? handler.answer(call)
                : Answer.http(404, "Not Found: The requested URL was not found on the server.");
    }

    static ObjectNode row(String name) {
        return Json.object("permissions", Json.array()).put("name", name);
    }

    private Answer create(Call call) {
        ObjectNode role = metadata.add(Kind.ROLE, row(call.object().path("name").asString("")));
        return Answer.json(201, Json.object().put("id", role.path("id").asInt()).set("result", call.object()));
    }

    private Answer delete(Call call) {
        metadata.get(Kind.ROLE, call.id());
        metadata.remove(Kind.ROLE, call.id());
        return Answer.message(200, "OK");
    }

    private Answer permissions(Call call) {
        ArrayNode result = Json.array();
        for (JsonNode id : metadata.get(Kind.ROLE, call.id()).path("permissions")) {
            metadata.find(Kind.PERMISSION, id.asInt()).ifPresent(permission -> {
                ObjectNode row = result.addObject();
                row.set("id", id);
                row.set("permission_name", permission.at("/permission/name"));
                row.set("view_menu_name", permission.at("/view_menu/name"));
            });
        }
        return Answer.ok(Json.object("result", result));
    }

    /** What does not exist is left out without a word. */
    private Answer replace(Call call) {
        ObjectNode body = call.object();
        ObjectNode role = metadata.get(Kind.ROLE, call.id());
        role.set(
                "permissions",
                Json.array(body.path("permission_view_menu_ids")
                        .valueStream()
                        .filter(id -> metadata.find(Kind.PERMISSION, id.asInt()).isPresent())
                        .toList()));
        return Answer.ok(Json.object("result", body));
    }
}
