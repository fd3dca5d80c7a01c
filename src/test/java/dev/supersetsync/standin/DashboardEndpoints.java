package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Dashboards: what they show, and their metadata with the native filters in it. */
final class DashboardEndpoints {

    private final SupersetVersion version;
    private final Metadata metadata;

    DashboardEndpoints(SupersetVersion version, Metadata metadata) {
        this.version = version;
        this.metadata = metadata;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/dashboard/", this::list),
                Route.get("/api/v1/dashboard/(\\d+)", this::one),
                Route.write("POST", "/api/v1/dashboard/", this::create),
                Route.write("PUT", "/api/v1/dashboard/(\\d+)", this::update),
                Route.write("PUT", "/api/v1/dashboard/(\\d+)/filters", this::updateFilters),
                Route.write("PUT", "/api/v1/dashboard/(\\d+)/chart_customizations", this::updateCustomizations),
                Route.write("DELETE", "/api/v1/dashboard/(\\d+)", this::delete));
    }

    private Answer list(Call call) {
        List<String> columns = new ArrayList<>(
                List.of("id", "dashboard_title", "url", "slug", "uuid", "published", "status", "changed_on_utc"));
        if (version.listsDashboardMetadata()) {
            columns.add("json_metadata");
        }
        return new Listing(
                        columns,
                        Set.of("dashboard_title", "changed_on", "changed_on_delta_humanized", "published"),
                        Set.of("id", "dashboard_title", "slug", "published"))
                .answer(
                        call,
                        metadata.all(Kind.DASHBOARD).stream().map(this::shown).toList());
    }

    private ObjectNode shown(ObjectNode dashboard) {
        ObjectNode row = dashboard.deepCopy();
        row.put("url", "/superset/dashboard/" + dashboard.path("id") + "/");
        row.put("changed_on_utc", dashboard.path("changed_on").asString("") + "+0000");
        row.put("status", "draft").put("published", false);
        var titles = row.putArray("charts");
        dashboard
                .path("charts")
                .forEach(id ->
                        metadata.find(Kind.CHART, id.asInt()).ifPresent(chart -> titles.add(chart.path("slice_name"))));
        return row;
    }

    private Answer one(Call call) {
        return Answer.ok(Json.object("result", shown(metadata.get(Kind.DASHBOARD, call.id()))));
    }

    private Answer create(Call call) {
        ObjectNode body = call.object();
        ObjectNode dashboard =
                Json.object().putNull("json_metadata").putNull("position_json").putNull("slug");
        dashboard.set("charts", Json.array());
        dashboard.setAll(body);
        dashboard.put("changed_on", metadata.now());
        int id = metadata.add(Kind.DASHBOARD, dashboard).path("id").asInt();
        return Answer.json(201, Json.object().put("id", id).set("result", body));
    }

    private Answer update(Call call) {
        ObjectNode body = call.object();
        ObjectNode dashboard = metadata.get(Kind.DASHBOARD, call.id());
        dashboard.setAll(body);
        if (body.hasNonNull("json_metadata")) {
            dashboard.put("json_metadata", completed(body.path("json_metadata").asString()));
        }
        dashboard.put("changed_on", metadata.now());
        return Answer.ok(Json.object().put("id", call.id()).set("result", body));
    }

    /** What is left out is made up, and what belongs to filter boxes goes, since no layout comes with it. */
    private static String completed(String text) {
        ObjectNode stored = (ObjectNode) Json.read(text);
        stored.remove("filter_scopes");
        ObjectNode completed = Json.object();
        completed.putArray("timed_refresh_immune_slices");
        completed.putObject("expanded_slices");
        completed.put("refresh_frequency", 0).put("color_scheme", "");
        completed.putObject("label_colors");
        completed.putArray("shared_label_colors");
        completed.putObject("map_label_colors");
        completed.putArray("color_scheme_domain");
        completed.put("cross_filters_enabled", true);
        return completed.setAll(stored).toString();
    }

    private Answer updateFilters(Call call) {
        return version.listsDashboardMetadata() ? unknown() : updatePart(call, "native_filter_configuration");
    }

    private Answer updateCustomizations(Call call) {
        return version.isSix() ? updatePart(call, "chart_customization_config") : unknown();
    }

    private static Answer unknown() {
        return Answer.http(404, "Not Found: The requested URL was not found on the server.");
    }

    /** Entries of the same id are replaced, others added; the rest of the metadata stays. */
    private Answer updatePart(Call call, String member) {
        ObjectNode dashboard = metadata.get(Kind.DASHBOARD, call.id());
        ObjectNode stored =
                (ObjectNode) Json.read(dashboard.path("json_metadata").asString("{}"));
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        stored.path(member).forEach(entry -> entries.put(entry.path("id").asString(), entry));
        call.object()
                .path("modified")
                .forEach(entry -> entries.put(entry.path("id").asString(), entry));
        stored.set(member, Json.array(entries.values()));
        dashboard.put("json_metadata", stored.toString()).put("changed_on", metadata.now());
        return Answer.ok(Json.object("result", Json.array(entries.values())));
    }

    private Answer delete(Call call) {
        metadata.get(Kind.DASHBOARD, call.id());
        metadata.remove(Kind.DASHBOARD, call.id());
        return Answer.message(200, "OK");
    }
}
