package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import dev.supersetsync.standin.Route.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Charts and their data. A chart outlives its dataset and is not adjusted to it by anybody but its writer. */
final class ChartEndpoints {

    private static final Listing LISTING = new Listing(
            List.of(
                    "id",
                    "slice_name",
                    "viz_type",
                    "datasource_id",
                    "datasource_type",
                    "params",
                    "url",
                    "uuid",
                    "description",
                    "dashboards.id",
                    "dashboards.dashboard_title",
                    "changed_on_utc"),
            Set.of("slice_name", "datasource_id", "viz_type", "changed_on_delta_humanized"),
            Set.of("id", "slice_name", "viz_type", "datasource_id", "datasource_type", "dashboards"));

    private final SupersetVersion version;
    private final Metadata metadata;
    private final ChartData data;

    ChartEndpoints(SupersetVersion version, Metadata metadata, Queries queries) {
        this.version = version;
        this.metadata = metadata;
        this.data = new ChartData(version, queries);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/chart/", call -> LISTING.answer(call, charts())),
                Route.get("/api/v1/chart/export/", this::export),
                Route.get("/api/v1/chart/(\\d+)", this::one),
                Route.get("/api/v1/chart/(\\d+)/data/", this::savedData),
                Route.write("POST", "/api/v1/chart/", this::create),
                Route.write("PUT", "/api/v1/chart/(\\d+)", this::update),
                Route.write("DELETE", "/api/v1/chart/(\\d+)", this::delete),
                Route.write("POST", "/api/v1/chart/data", this::askedData).with(Access.TOKEN),
                Route.get("/api/v1/dataset/(\\d+)/related_objects", this::related));
    }

    private List<ObjectNode> charts() {
        return metadata.all(Kind.CHART).stream().map(this::shown).toList();
    }

    /** A chart with the dashboards that show it. */
    private ObjectNode shown(ObjectNode chart) {
        ObjectNode row = chart.deepCopy();
        row.put("url", "/explore/?slice_id=" + chart.path("id"));
        row.put("changed_on_utc", chart.path("changed_on").asString("") + "+0000");
        ArrayNode dashboards = row.putArray("dashboards");
        for (ObjectNode dashboard : metadata.all(Kind.DASHBOARD)) {
            if (shows(dashboard, chart)) {
                ObjectNode reference = dashboards.addObject();
                reference.set("id", dashboard.path("id"));
                reference.set("dashboard_title", dashboard.path("dashboard_title"));
                reference.set("json_metadata", dashboard.path("json_metadata"));
            }
        }
        return row;
    }

    private static boolean shows(ObjectNode dashboard, ObjectNode chart) {
        return dashboard
                .path("charts")
                .valueStream()
                .anyMatch(id -> id.asInt() == chart.path("id").asInt());
    }

    /** Before 6.0 a chart that is read alone does not say which dataset it has. */
    private Answer one(Call call) {
        ObjectNode row = shown(metadata.get(Kind.CHART, call.id()));
        row.remove(List.of("changed_on", "changed_on_utc"));
        if (version.isSix()) {
            return Answer.ok(Json.object("result", row));
        }
        row.remove(List.of("datasource_id", "datasource_type", "uuid"));
        return Answer.ok(Json.object("result", Listing.pruned(call, row)));
    }

    /** A chart that lost its dataset does not name one. */
    private Answer export(Call call) {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        for (JsonNode id : call.rison()) {
            ObjectNode chart = metadata.get(Kind.CHART, id.asInt());
            ObjectNode file =
                    Listing.only(chart, "slice_name", "viz_type", "uuid").put("version", "1.0.0");
            metadata.find(Kind.DATASET, chart.path("datasource_id").asInt(0))
                    .ifPresent(dataset -> file.set("dataset_uuid", dataset.path("uuid")));
            files.put("charts/chart_" + id + ".yaml", file);
        }
        return Answer.zip(Archive.zip("Slice", files));
    }

    private Answer create(Call call) {
        ObjectNode body = call.object();
        if (metadata.find(Kind.DATASET, body.path("datasource_id").asInt(0)).isEmpty()) {
            return Answer.message(422, "datasource_id", "Dataset does not exist");
        }
        ObjectNode chart =
                Json.object().putNull("params").putNull("query_context").putNull("description");
        chart.setAll(body);
        chart.put("changed_on", metadata.now());
        int id = metadata.add(Kind.CHART, chart).path("id").asInt();
        return Answer.json(201, Json.object().put("id", id).set("result", body));
    }

    private Answer update(Call call) {
        ObjectNode body = call.object();
        ObjectNode chart = metadata.get(Kind.CHART, call.id());
        if (body.has("datasource_id") && !body.has("datasource_type")) {
            return Answer.message(500, "Fatal error");
        }
        ObjectNode change = body.deepCopy();
        if (change.remove("dashboards") instanceof ArrayNode dashboards) {
            dashboards.forEach(id ->
                    metadata.get(Kind.DASHBOARD, id.asInt()).withArray("charts").add(call.id()));
        }
        chart.setAll(change);
        chart.put("changed_on", metadata.now());
        return Answer.ok(Json.object().put("id", call.id()).set("result", body));
    }

    private Answer delete(Call call) {
        metadata.get(Kind.CHART, call.id());
        metadata.remove(Kind.CHART, call.id());
        return Answer.message(200, "OK");
    }

    private Answer askedData(Call call) {
        return answer(call.object());
    }

    private Answer savedData(Call call) {
        String context =
                metadata.get(Kind.CHART, call.id()).path("query_context").asString("");
        if (context.isEmpty()) {
            return Answer.message(400, "Chart has no query context saved. Please save the chart again.");
        }
        return answer(Json.read(context));
    }

    private Answer answer(JsonNode context) {
        Optional<ObjectNode> dataset = metadata.find(
                Kind.DATASET, context.path("datasource").path("id").asInt(0));
        return dataset.map(found -> data.answer(found, context)).orElseGet(Answer::notFound);
    }

    private Answer related(Call call) {
        metadata.get(Kind.DATASET, call.id());
        ArrayNode charts = Json.array();
        List<ObjectNode> dashboards = new ArrayList<>();
        for (ObjectNode chart : metadata.all(Kind.CHART)) {
            if (chart.path("datasource_id").asInt(0) == call.id()) {
                charts.add(Listing.only(chart, "id", "slice_name", "viz_type"));
                metadata.all(Kind.DASHBOARD).stream()
                        .filter(one -> shows(one, chart) && !dashboards.contains(one))
                        .forEach(dashboards::add);
            }
        }
        ArrayNode shown = Json.array();
        dashboards.forEach(one ->
                shown.add(Listing.only(one, "id", "json_metadata", "slug").set("title", one.path("dashboard_title"))));
        ObjectNode answer = Json.object("charts", counted(charts));
        return Answer.ok(answer.set("dashboards", counted(shown)));
    }

    private static ObjectNode counted(ArrayNode rows) {
        return Json.object().put("count", rows.size()).set("result", rows);
    }
}
