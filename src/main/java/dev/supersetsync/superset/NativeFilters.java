package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The native filters of all dashboards that have a dataset as their target. */
final class NativeFilters {

    private static final String DASHBOARDS = "/api/v1/dashboard/";
    private static final String COLUMNS = "id,dashboard_title,url";

    /** Where filters stand, and since 6.1 what changes a chart from the filter bar. */
    private static final List<String> MEMBERS = List.of("native_filter_configuration", "chart_customization_config");

    private final Calls calls;
    private final ServerVersion version;
    private final Links links;

    NativeFilters(Calls calls, ServerVersion version, Links links) {
        this.calls = calls;
        this.version = version;
        this.links = links;
    }

    List<FilterUse> all() {
        boolean listed = version.listsNativeFilters();
        List<JsonNode> rows =
                new Pages(calls).rows(DASHBOARDS, listed ? COLUMNS + ",json_metadata" : COLUMNS, "dashboard_title");
        List<String> metadata = listed
                ? rows.stream()
                        .map(row -> row.path("json_metadata").asString(""))
                        .toList()
                : Parallel.map(rows, this::metadata);
        var uses = new ArrayList<FilterUse>();
        for (int i = 0; i < rows.size(); i++) {
            collect(rows.get(i), parse(metadata.get(i)), uses);
        }
        return uses;
    }

    /** Empty for a dashboard that is gone, or that the user may list and not open. */
    private String metadata(JsonNode row) {
        try {
            JsonNode dashboard =
                    calls.json(Request.get(DASHBOARDS + row.path("id").asInt()));
            return dashboard.path("result").path("json_metadata").asString("");
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND || Integer.valueOf(403).equals(e.status())) {
                return "";
            }
            throw e;
        }
    }

    private static JsonNode parse(String text) {
        try {
            return Answer.JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JacksonException e) {
            return Answer.JSON.createObjectNode();
        }
    }

    private void collect(JsonNode dashboard, JsonNode metadata, List<FilterUse> uses) {
        for (String member : MEMBERS) {
            for (JsonNode filter : metadata.path(member).values()) {
                for (JsonNode target : filter.path("targets").values()) {
                    if (target.path("datasetId").isNumber()) {
                        uses.add(use(dashboard, filter, target));
                    }
                }
            }
        }
    }

    private FilterUse use(JsonNode dashboard, JsonNode filter, JsonNode target) {
        int id = dashboard.path("id").asInt();
        return new FilterUse(
                id,
                dashboard.path("dashboard_title").asString(""),
                links.to(dashboard.path("url").asString("/superset/dashboard/" + id + "/")),
                filter.path("name").asString(""),
                target.path("datasetId").asInt(),
                target.path("column").path("name").asString(null));
    }
}
