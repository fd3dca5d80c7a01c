package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import java.util.Map;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * Finds out which Superset it is: from the file that says so, or where a proxy or a build hides that, by what the lists
 * know to answer.
 */
final class VersionProbe {

    private static final Request FILE = Request.signIn(HttpMethod.GET, "/static/version_info.json", null);
    private static final Request LIST = Request.get(
            "/api/v1/dataset/", "(columns:!(id,catalog,uuid,database.uuid,is_managed_externally),page_size:1)");

    private final Session session;
    private final Calls calls;

    VersionProbe(Session session, Calls calls) {
        this.session = session;
        this.calls = calls;
    }

    /** The version, which is a supported one. */
    ServerVersion supported() {
        Answer file = session.transport().sendOrThrow(FILE, Map.of());
        if (file.status() == 502 || file.status() == 503 || file.status() == 504) {
            throw session.transport().refusals().of(FILE, file);
        }
        ServerVersion version = file.json()
                .filter(json -> file.isSuccess())
                .flatMap(json -> ServerVersion.parse(json.path("version").asString("")))
                .orElseGet(this::byFields);
        if (!version.isSupported()) {
            throw new SupersetException(
                    SupersetException.Kind.UNSUPPORTED,
                    FILE.call(),
                    file.status(),
                    "Superset " + version.text() + " is too old: 4.1 is the oldest that is supported");
        }
        return version;
    }

    /** Superset leaves out of a list's {@code list_columns} what it does not know. */
    private ServerVersion byFields() {
        JsonNode list = calls.json(LIST);
        String known = list.path("label_columns").toString();
        if (!known.contains("\"uuid\"")) {
            return new ServerVersion(4, 0, "4.0 or older");
        }
        if (!known.contains("\"database.uuid\"")) {
            return knowsDashboardFilters(list) ? new ServerVersion(5, 0, "5.0") : new ServerVersion(4, 1, "4.1");
        }
        return new ServerVersion(6, 1, "6.x");
    }

    private boolean knowsDashboardFilters(JsonNode list) {
        JsonNode dashboards = calls.json(Request.get("/api/v1/dashboard/", "(columns:!(json_metadata),page_size:1)"));
        return !dashboards.path("label_columns").has("json_metadata");
    }
}
