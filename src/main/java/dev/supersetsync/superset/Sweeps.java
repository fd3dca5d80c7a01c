package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.lang.ref.SoftReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The last sweep over the charts and dashboards of a target, so that applying a plan need not repeat the one that it was
 * made with. It is used again for some minutes, as long as the newest change and the numbers are the same; after that
 * the lists are read again, and the rest only of what they tell to have changed. Where memory is short it is dropped.
 */
final class Sweeps {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String CHARTS = "/api/v1/chart/";
    private static final String CHART_COLUMNS =
            "id,uuid,slice_name,url,viz_type,datasource_id,datasource_type,params,changed_on_utc,"
                    + "dashboards.id,owners.first_name,owners.last_name";
    private static final String DASHBOARDS = "/api/v1/dashboard/";
    private static final String DASHBOARD_COLUMNS =
            "id,dashboard_title,url,changed_on_utc,owners.first_name,owners.last_name";
    /** So many dashboards are asked while the next page of charts comes. */
    private static final int MEANWHILE = 3;

    private static final String NEWEST =
            "(keys:!(none),columns:!(id,changed_on_utc),order_column:changed_on_delta_humanized,order_direction:desc,"
                    + "page:0,page_size:1)";

    private final Clock clock;
    private SoftReference<Sweep> last = new SoftReference<>(Sweep.NOTHING);
    private Instant readAt = Instant.MIN;

    Sweeps(Clock clock) {
        this.clock = clock;
    }

    /** A sweep that is as new as Superset is. */
    synchronized Sweep current(Calls calls, ServerVersion version) {
        Sweep known = Objects.requireNonNullElse(last.get(), Sweep.NOTHING);
        if (clock.instant().isBefore(readAt.plus(LIFE)) && known.state().equals(state(calls))) {
            return known;
        }
        Instant start = clock.instant();
        Sweep read = new Reading(calls, version, known).sweep();
        last = new SoftReference<>(read);
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

    /** One pass over everything; what is known already of a chart or dashboard that did not change is not asked again. */
    private record Reading(Calls calls, ServerVersion version, Sweep known) {

        /** The pages of a list come one after the other, so the dashboards are asked meanwhile. */
        Sweep sweep() {
            List<Sweep> halves = Parallel.map(List.<Supplier<Sweep>>of(this::charts, this::dashboards), Supplier::get);
            Sweep charts = halves.getFirst();
            Sweep dashboards = halves.getLast();
            return new Sweep(charts.charts(), dashboards.dashboards(), dashboards.metadata(), charts.savedQueries());
        }

        private Sweep charts() {
            List<JsonNode> rows = new Pages(calls).confirmed(CHARTS, CHART_COLUMNS, "slice_name");
            return new Sweep(rows, List.of(), Map.of(), known.savedQueriesOf(rows));
        }

        private Sweep dashboards() {
            boolean listed = version.listsNativeFilters();
            String columns = listed ? DASHBOARD_COLUMNS + ",json_metadata" : DASHBOARD_COLUMNS;
            List<JsonNode> rows = new Pages(calls).confirmed(DASHBOARDS, columns, "dashboard_title");
            return new Sweep(List.of(), rows, listed ? listedMetadata(rows) : metadata(rows), Map.of());
        }

        private static Map<Integer, String> listedMetadata(List<JsonNode> rows) {
            return rows.stream()
                    .collect(Collectors.toMap(
                            row -> row.path("id").asInt(),
                            row -> row.path("json_metadata").asString("")));
        }

        private Map<Integer, String> metadata(List<JsonNode> rows) {
            var metadata = new TreeMap<>(known.metadataOf(rows));
            List<Integer> ids = rows.stream()
                    .map(row -> row.path("id").asInt())
                    .filter(id -> !metadata.containsKey(id))
                    .toList();
            List<String> read = Parallel.map(MEANWHILE, ids, this::metadata);
            for (int i = 0; i < ids.size(); i++) {
                metadata.put(ids.get(i), read.get(i));
            }
            return metadata;
        }

        /** Empty for a dashboard that is gone, or that the user may list and not open. */
        private String metadata(int id) {
            try {
                JsonNode dashboard = calls.json(Request.get(DASHBOARDS + id, "(columns:!(json_metadata))"));
                return dashboard.path("result").path("json_metadata").asString("");
            } catch (SupersetException e) {
                if (e.kind() == Kind.NOT_FOUND || Integer.valueOf(403).equals(e.status())) {
                    return "";
                }
                throw e;
            }
        }
    }
}
