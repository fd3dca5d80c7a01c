package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The last sweep over the charts and dashboards of a target, so that applying a plan need not repeat the one that it was
 * made with. It is used again for some minutes, as long as the newest change and the numbers are the same.
 */
final class Sweeps {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String CHARTS = "/api/v1/chart/";
    private static final String CHART_COLUMNS =
            "id,uuid,slice_name,url,datasource_id,datasource_type,params,changed_on_utc,"
                    + "dashboards.id,owners.first_name,owners.last_name";
    private static final String DASHBOARDS = "/api/v1/dashboard/";
    private static final String DASHBOARD_COLUMNS =
            "id,dashboard_title,url,changed_on_utc,owners.first_name,owners.last_name";
    private static final String NEWEST =
            "(keys:!(none),columns:!(id,changed_on_utc),order_column:changed_on_delta_humanized,order_direction:desc,"
                    + "page:0,page_size:1)";

    private final Clock clock;
    private @Nullable Sweep last;
    private Instant readAt = Instant.MIN;

    Sweeps(Clock clock) {
        this.clock = clock;
    }

    /** A sweep that is as new as Superset is. */
    synchronized Sweep current(Calls calls, ServerVersion version) {
        Sweep known = last;
        if (known != null
                && clock.instant().isBefore(readAt.plus(LIFE))
                && known.state().equals(state(calls))) {
            return known;
        }
        Instant start = clock.instant();
        Sweep read = read(calls, version);
        last = read;
        readAt = start;
        return read;
    }

    private static String state(Calls calls) {
        return newest(calls, CHARTS) + " " + newest(calls, DASHBOARDS);
    }

    private static String newest(Calls calls, String path) {
        JsonNode answer = calls.json(Request.get(path, NEWEST));
        String changedOn = answer.path("result").path(0).path("changed_on_utc").asString("");
        return Sweep.state(answer.path("count").asInt(-1), changedOn);
    }

    private static Sweep read(Calls calls, ServerVersion version) {
        var pages = new Pages(calls);
        List<JsonNode> charts = pages.rows(CHARTS, CHART_COLUMNS, "slice_name");
        boolean listed = version.listsNativeFilters();
        List<JsonNode> dashboards = pages.rows(
                DASHBOARDS, listed ? DASHBOARD_COLUMNS + ",json_metadata" : DASHBOARD_COLUMNS, "dashboard_title");
        List<String> metadata = listed
                ? dashboards.stream()
                        .map(row -> row.path("json_metadata").asString(""))
                        .toList()
                : Parallel.map(dashboards, row -> metadata(calls, row));
        Map<Integer, String> byId = new TreeMap<>();
        for (int i = 0; i < dashboards.size(); i++) {
            byId.put(dashboards.get(i).path("id").asInt(), metadata.get(i));
        }
        return Sweep.of(charts, dashboards, byId);
    }

    /** Empty for a dashboard that is gone, or that the user may list and not open. */
    private static String metadata(Calls calls, JsonNode row) {
        try {
            JsonNode dashboard =
                    calls.json(Request.get(DASHBOARDS + row.path("id").asInt(), "(columns:!(json_metadata))"));
            return dashboard.path("result").path("json_metadata").asString("");
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND || Integer.valueOf(403).equals(e.status())) {
                return "";
            }
            throw e;
        }
    }
}
