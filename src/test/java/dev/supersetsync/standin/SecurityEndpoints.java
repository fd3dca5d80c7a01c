package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import dev.supersetsync.standin.Route.Access;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sign-in, renewal, CSRF tokens, API keys, and who a caller is. */
final class SecurityEndpoints {

    private final SupersetVersion version;
    private final Metadata metadata;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Map<String, Integer> userByKey = new ConcurrentHashMap<>();
    private volatile boolean apiKeys = true;

    SecurityEndpoints(SupersetVersion version, Metadata metadata, Tokens tokens, Sessions sessions) {
        this.version = version;
        this.metadata = metadata;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    List<Route> routes() {
        return List.of(
                Route.write("POST", "/api/v1/security/login", this::login).with(Access.OPEN),
                Route.write("POST", "/api/v1/security/refresh", this::refresh).with(Access.REFRESH_TOKEN),
                Route.get("/api/v1/security/csrf_token/", sessions::open),
                Route.write("POST", "/api/v1/security/api_keys/", this::createKey)
                        .with(Access.TOKEN),
                Route.get("/api/v1/me/", this::me),
                Route.get("/api/v1/menu/", this::menu),
                Route.get("/static/version_info\\.json", call -> versionInfo()).with(Access.OPEN));
    }

    void switchOffApiKeys() {
        apiKeys = false;
    }

    /** The user whose token or key the call shows. */
    int authenticate(Call call, Access access) {
        String authorization = call.header("Authorization")
                .orElseThrow(() -> new Refused(Answer.msg(401, "Missing Authorization Header")));
        if (authorization.startsWith("Bearer sst_") && hasApiKeys()) {
            Integer user = userByKey.get(authorization.substring("Bearer ".length()));
            if (user == null) {
                throw new Refused(Answer.message(401, "Not authorized"));
            }
            return user;
        }
        return tokens.user(authorization, access == Access.REFRESH_TOKEN ? "refresh" : "access");
    }

    String createKey(int user) {
        String key = "sst_" + UUID.randomUUID().toString().replace("-", "");
        userByKey.put(key, user);
        return key;
    }

    private boolean hasApiKeys() {
        return apiKeys && version.isSix();
    }

    private Answer login(Call call) {
        if (!call.isJson() || !Json.isReadable(call.body())) {
            return Answer.message(400, "Request payload is not JSON");
        }
        JsonNode request = Json.read(call.body());
        for (String field : List.of("username", "password", "provider")) {
            if (!request.has(field)) {
                return Answer.message(400, field, "Missing data for required field.");
            }
        }
        if (!List.of("db", "ldap").contains(request.path("provider").asString())) {
            return Answer.message(400, "provider", "Must be one of: db, ldap.");
        }
        return metadata.all(Kind.USER).stream()
                .filter(user -> user.path("username").equals(request.path("username")))
                .filter(user -> user.path("password").equals(request.path("password")))
                .findFirst()
                .map(user -> signedIn(
                        user.path("id").asInt(), request.path("refresh").asBoolean(false)))
                .orElseGet(() -> Answer.message(401, "Not authorized"));
    }

    private Answer signedIn(int user, boolean renewable) {
        ObjectNode answer = Json.object("access_token", tokens.access(user, true));
        if (renewable) {
            answer.put("refresh_token", tokens.refresh(user));
        }
        return Answer.ok(answer);
    }

    private Answer refresh(Call call) {
        int user = authenticate(call, Access.REFRESH_TOKEN);
        return Answer.ok(Json.object("access_token", tokens.access(user, false)));
    }

    private Answer createKey(Call call) {
        if (!hasApiKeys()) {
            return Answer.http(404, "Not Found: The requested URL was not found on the server.");
        }
        ObjectNode request = call.object();
        if (!request.hasNonNull("name")) {
            return Answer.message(400, "name", "Missing data for required field.");
        }
        ObjectNode result = Json.object("key", createKey(authenticate(call, Access.TOKEN)))
                .put("key_prefix", "sst_")
                .put("uuid", UUID.randomUUID().toString())
                .putNull("expires_on")
                .putNull("scopes");
        result.set("name", request.path("name"));
        return Answer.json(201, Json.object("result", result));
    }

    private Answer me(Call call) {
        if (!version.isSix()) {
            return Answer.message(401, "Not authorized");
        }
        ObjectNode user =
                metadata.get(Kind.USER, authenticate(call, Access.TOKEN)).deepCopy();
        user.remove("password");
        return Answer.ok(Json.object("result", user));
    }

    /** A small part of it. */
    private Answer menu(Call call) {
        ObjectNode security = Json.object("name", "Security");
        if (Ownership.isAdmin(metadata, authenticate(call, Access.TOKEN))) {
            security.putArray("childs").add(Json.object("name", "List Roles"));
        }
        return Answer.ok(Json.object("result", Json.array().add(security)));
    }

    private Answer versionInfo() {
        return Answer.ok(Json.object("GIT_SHA", "").put("version", version.number()));
    }
}
