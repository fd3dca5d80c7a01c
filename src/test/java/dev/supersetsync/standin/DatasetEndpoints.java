package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Datasets: lists, single readings, creation, change, deletion. */
final class DatasetEndpoints {

    private final SupersetVersion version;
    private final Metadata metadata;
    private final DatasetViews views;
    private final DatasetCreation creation;
    private final DatasetUpdate update;
    private final DatasetExport export;
    private final DatasetImport imports;
    private final Permissions permissions;
    private final ToIntFunction<Call> user;

    DatasetEndpoints(
            SupersetVersion version,
            Metadata metadata,
            DatasetCreation creation,
            Permissions permissions,
            ToIntFunction<Call> user) {
        this.version = version;
        this.metadata = metadata;
        this.views = new DatasetViews(version, metadata);
        this.creation = creation;
        this.update = new DatasetUpdate(version, metadata);
        this.export = new DatasetExport(version, metadata);
        this.imports = new DatasetImport(version, metadata, permissions);
        this.permissions = permissions;
        this.user = user;
    }

    List<Route> routes() {
        String one = version.isSix() ? "/api/v1/dataset/([^/]+)" : "/api/v1/dataset/(\\d+)";
        return List.of(
                Route.get("/api/v1/dataset/", this::list),
                Route.get("/api/v1/dataset/_info", call -> info()),
                Route.get("/api/v1/dataset/related/owners", this::owners),
                Route.get("/api/v1/dataset/export/", export::export),
                Route.get(one, this::get),
                Route.write("POST", "/api/v1/dataset/import/", call -> imports.take(call, user.applyAsInt(call))),
                Route.write("POST", "/api/v1/dataset/", this::create),
                Route.write("PUT", "/api/v1/dataset/(\\d+)", call -> update.update(call, user.applyAsInt(call))),
                Route.write("DELETE", "/api/v1/dataset/(\\d+)", this::delete),
                Route.write("DELETE", "/api/v1/dataset/", this::deleteMany));
    }

    private Answer list(Call call) {
        return views.listing()
                .answer(
                        call,
                        metadata.all(Kind.DATASET).stream().map(views::listed).toList());
    }

    private Answer get(Call call) {
        String wanted = call.variables().getFirst();
        return metadata.all(Kind.DATASET).stream()
                .filter(row -> row.path("id").asString().equals(wanted)
                        || row.path("uuid").asString().equals(wanted))
                .findFirst()
                .map(row -> Answer.ok(Json.object()
                        .put("id", row.path("id").asInt())
                        .set("result", Listing.pruned(call, views.one(row)))))
                .orElseGet(Answer::notFound);
    }

    private static Answer info() {
        return Answer.ok(Json.object("permissions", Json.texts("can_read", "can_write", "can_export")));
    }

    private Answer owners(Call call) {
        String filter = call.rison().path("filter").asString("").toLowerCase(java.util.Locale.ROOT);
        ArrayNode result = Json.array();
        for (ObjectNode person : metadata.all(Kind.USER)) {
            String text = person.path("first_name").asString() + " "
                    + person.path("last_name").asString();
            String searched = (text + " " + person.path("username").asString() + " "
                            + person.path("email").asString())
                    .toLowerCase(java.util.Locale.ROOT);
            if (searched.contains(filter)) {
                ObjectNode extra = Json.object().put("active", true);
                extra.set("email", person.path("email"));
                result.addObject()
                        .put("text", text)
                        .put("value", person.path("id").asInt())
                        .set("extra", extra);
            }
        }
        return Answer.ok(Json.object().put("count", result.size()).set("result", result));
    }

    private Answer create(Call call) {
        Answer answer = creation.create(call, user.applyAsInt(call));
        metadata.all(Kind.DATASET).forEach(permissions::onDataset);
        return answer;
    }

    private Answer delete(Call call) {
        remove(call, Set.of(call.id()));
        return Answer.message(200, "OK");
    }

    private Answer deleteMany(Call call) {
        Set<Integer> ids = new HashSet<>();
        JsonNode q = call.rison();
        q.forEach(id -> ids.add(id.asInt()));
        if (ids.isEmpty() || ids.size() != q.size()) {
            return Answer.notFound();
        }
        remove(call, ids);
        return Answer.message(200, ids.size() == 1 ? "Deleted 1 dataset" : "Deleted " + ids.size() + " datasets");
    }

    /** Charts stay and lose their dataset; what they say of it inside stays too. */
    private void remove(Call call, Set<Integer> ids) {
        ids.forEach(id -> Ownership.check(metadata, metadata.get(Kind.DATASET, id), user.applyAsInt(call)));
        ids.forEach(id -> metadata.remove(Kind.DATASET, id));
        ids.forEach(permissions::forget);
        metadata.all(Kind.CHART).stream()
                .filter(chart -> ids.contains(chart.path("datasource_id").asInt(0)))
                .forEach(chart -> chart.putNull("datasource_id"));
    }
}
