package dev.supersetsync.superset;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points the native filters of dashboards at the dataset that took the place of a deleted one. It sends as little of a
 * dashboard as the version lets it: since 5.0 the filters in question, since 6.1 also the customisations; else all of the
 * metadata, of which Superset makes up what is left out.
 */
final class FilterPointer {

    private static final String PATH = "/api/v1/dashboard/";

    private final Calls calls;
    private final ServerVersion version;

    FilterPointer(Calls calls, ServerVersion version) {
        this.calls = calls;
        this.version = version;
    }

    /** False if the dashboard is gone, or names neither of the datasets. */
    boolean point(int dashboardId, int from, int to) {
        Optional<FilterReferences> before = read(dashboardId);
        if (before.isEmpty() || !before.get().name(from)) {
            return before.filter(references -> references.name(to)).isPresent();
        }
        write(dashboardId, before.get(), before.get().pointed(from, to));
        return true;
    }

    private void write(int dashboardId, FilterReferences before, FilterReferences after) {
        if (writesParts(before, after)) {
            writePart(dashboardId, "filters", FilterReferences.FILTERS, before, after);
            writePart(dashboardId, "chart_customizations", FilterReferences.CUSTOMIZATIONS, before, after);
        } else {
            writeAll(dashboardId, after);
        }
    }

    private boolean writesParts(FilterReferences before, FilterReferences after) {
        return version.writesFiltersAlone()
                && (version.writesCustomizationsAlone()
                        || after.changed(FilterReferences.CUSTOMIZATIONS, before)
                                .isEmpty());
    }

    private void writePart(
            int dashboardId, String endpoint, String member, FilterReferences before, FilterReferences after) {
        List<JsonNode> changed = after.changed(member, before);
        if (changed.isEmpty()) {
            return;
        }
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("modified").addAll(changed);
        body.putArray("deleted");
        body.putArray("reordered");
        Request request = Request.write(HttpMethod.PUT, PATH + dashboardId + "/" + endpoint, body);
        new SeenWrites(calls)
                .write(
                        request,
                        () -> read(dashboardId).filter(now -> now.part(member).equals(after.part(member))));
    }

    /** Without the layout, which Superset would take the dashboard's charts from: nobody may have saved it since. */
    private void writeAll(int dashboardId, FilterReferences after) {
        ObjectNode body = Answer.JSON
                .createObjectNode()
                .put("json_metadata", after.metadata().toString());
        new SeenWrites(calls)
                .write(
                        Request.write(HttpMethod.PUT, PATH + dashboardId, body),
                        () -> read(dashboardId).filter(now -> now.isAlike(after)));
    }

    private Optional<FilterReferences> read(int dashboardId) {
        return calls.find(Request.get(PATH + dashboardId)).map(json -> FilterReferences.of(json.path("result")));
    }
}
