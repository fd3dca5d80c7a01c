package dev.supersetsync.superset;

import dev.supersetsync.state.Grant;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles that were granted single datasets, by the API of Superset's framework, which has no search for that: each
 * role is asked for its permissions. Before 6.0 a server has this API only if it was told to.
 */
final class RoleGrants {

    static final String ROLES = "/api/v1/security/roles/";

    private static final String PERMISSIONS = "/api/v1/security/permissions-resources/";
    private static final String ACCESS = "datasource_access";
    private static final Pattern DATASET = Pattern.compile("\\(id:(\\d+)\\)$");
    private static final int PAGE = 100;

    private final Calls calls;

    RoleGrants(Calls calls) {
        this.calls = calls;
    }

    /** The grants of these datasets, by dataset. */
    Map<Integer, List<Grant>> of(Collection<Integer> datasetIds) {
        Set<Integer> wanted = Set.copyOf(datasetIds);
        List<Grant> roles = roles();
        List<Set<Integer>> granted = Parallel.map(roles, this::datasetsOf);
        var grants = new LinkedHashMap<Integer, List<Grant>>();
        for (int i = 0; i < roles.size(); i++) {
            for (int dataset : granted.get(i)) {
                if (wanted.contains(dataset)) {
                    grants.computeIfAbsent(dataset, id -> new ArrayList<>()).add(roles.get(i));
                }
            }
        }
        return grants;
    }

    /** False if there is no such role: one of its id with another name may be another one. */
    boolean grant(int datasetId, Grant grant) {
        if (!roles().contains(grant)) {
            return false;
        }
        Set<Integer> permissions = ids(permissions(grant.roleId()));
        int wanted = permission(datasetId);
        if (permissions.add(wanted)) {
            new SeenWrites(calls)
                    .write(
                            replacement(grant, permissions),
                            () -> permissions(grant.roleId()).stream()
                                    .filter(permission -> permission.path("id").asInt() == wanted)
                                    .findFirst());
        }
        return true;
    }

    private List<Grant> roles() {
        return new Pages(calls)
                .confirmed(ROLES, "id,name", "name").stream()
                        .map(row -> new Grant(
                                row.path("id").asInt(), row.path("name").asString("")))
                        .toList();
    }

    private Set<Integer> datasetsOf(Grant role) {
        return permissions(role.roleId()).stream()
                .filter(permission ->
                        ACCESS.equals(permission.path("permission_name").asString("")))
                .map(permission -> dataset(permission.path("view_menu_name").asString("")))
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<JsonNode> permissions(int roleId) {
        JsonNode answer = calls.json(Request.get(ROLES + roleId + "/permissions/"));
        return List.copyOf(answer.path("result").values());
    }

    private static Set<Integer> ids(List<JsonNode> permissions) {
        return permissions.stream()
                .map(permission -> permission.path("id").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Superset says {@code [database].[table](id:12)}. */
    private static OptionalInt dataset(String name) {
        Matcher matcher = DATASET.matcher(name);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** The id of the permission to read a dataset. It came with the dataset, so it is among the newest. */
    private int permission(int datasetId) {
        for (int page = 0; ; page++) {
            JsonNode answer = calls.json(Request.get(
                    PERMISSIONS, "(order_column:id,order_direction:desc,page:" + page + ",page_size:" + PAGE + ")"));
            for (JsonNode row : answer.path("result").values()) {
                boolean isAccess =
                        ACCESS.equals(row.path("permission").path("name").asString(""));
                OptionalInt dataset = dataset(row.path("view_menu").path("name").asString(""));
                if (isAccess && dataset.equals(OptionalInt.of(datasetId))) {
                    return row.path("id").asInt();
                }
            }
            if (answer.path("result").size() < PAGE) {
                throw new SupersetException(
                        Kind.NOT_FOUND, "GET " + PERMISSIONS, 200, "No permission is about the dataset " + datasetId);
            }
        }
    }

    /** Superset takes the list for all that the role may do. */
    private static Request replacement(Grant grant, Set<Integer> permissions) {
        ObjectNode body = Answer.JSON.createObjectNode();
        permissions.forEach(body.putArray("permission_view_menu_ids")::add);
        return Request.write(HttpMethod.POST, ROLES + grant.roleId() + "/permissions", body);
    }
}
