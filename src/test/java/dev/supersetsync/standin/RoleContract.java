package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of roles that are granted single datasets, and of tags on those. */
interface RoleContract extends SupersetContract {

    String ROLES = "/api/v1/security/roles/";
    String ROLE = "contract";
    String NEWEST = "/api/v1/security/permissions-resources/?q=(order_column:id,order_direction:desc,page_size:100)";

    private int role() {
        return id(client().post(ROLES, "{\"name\":\"" + ROLE + "\"}"));
    }

    private int permission(int dataset) {
        return client().get(NEWEST)
                .at("/result")
                .valueStream()
                .filter(row -> row.at("/permission/name").asString().equals("datasource_access"))
                .filter(row -> row.at("/view_menu/name").asString().endsWith("(id:" + dataset + ")"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
    }

    private Reply permit(int role, String permissions) {
        return client().post(ROLES + role + "/permissions", "{\"permission_view_menu_ids\":[" + permissions + "]}");
    }

    private List<JsonNode> permissions(int role) {
        return client().get(ROLES + role + "/permissions/")
                .at("/result")
                .valueStream()
                .toList();
    }

    /** Takes away what an earlier test left. */
    @BeforeEach
    default void removeRoles() {
        client().get(ROLES + "?q=(page_size:100)")
                .at("/result")
                .valueStream()
                .filter(row -> row.path("name").asString("").equals(ROLE))
                .forEach(row -> client().delete(ROLES + row.path("id")));
        client().delete("/api/v1/tag/?q=!(" + ROLE + ")");
    }

    @Test
    default void listsRoles() {
        JsonNode admin = client().get(ROLES + "?q=(columns:!(id,name),order_column:name,page_size:100)")
                .at("/result")
                .valueStream()
                .filter(row -> row.path("id").asInt() == 1)
                .findFirst()
                .orElseThrow();

        assertThat(admin.path("name").asString()).isEqualTo("Admin");
        assertThat(admin.propertyNames()).containsExactlyInAnyOrder("id", "name");
    }

    @Test
    default void makesAPermissionWithEachDataset() {
        int dataset = orders();
        int role = role();

        Reply reply = permit(role, String.valueOf(permission(dataset)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(permissions(role)).singleElement().satisfies(permission -> {
            assertThat(permission.path("id").asInt()).isEqualTo(permission(dataset));
            assertThat(permission.path("permission_name").asString()).isEqualTo("datasource_access");
            assertThat(permission.path("view_menu_name").asString()).endsWith(".[orders](id:" + dataset + ")");
        });
    }

    @Test
    default void replacesAllPermissionsOfARole() {
        int one = permission(orders());
        int other = permission(id(create("empty")));
        int role = role();
        permit(role, String.valueOf(one));

        permit(role, other + ",999999");

        assertThat(permissions(role))
                .extracting(permission -> permission.path("id").asInt())
                .containsExactly(other);
    }

    @Test
    default void takesGrantsAwayWithTheDataset() {
        int dataset = orders();
        int role = role();
        permit(role, String.valueOf(permission(dataset)));

        client().delete(path(dataset));

        assertThat(permissions(role)).isEmpty();
    }

    @Test
    default void knowsNoPermissionsOfARoleThatIsNotThere() {
        assertThat(client().get(ROLES + "999999/permissions/").status()).isEqualTo(404);
        assertThat(permit(999_999, "").status()).isEqualTo(404);
    }

    @Test
    default void putsTagsOnDatasetsAndDoesNotTellThem() {
        int dataset = orders();

        Reply reply = client().post("/api/v1/tag/4/" + dataset + "/", "{\"properties\":{\"tags\":[\"contract\"]}}");

        JsonNode first = client().get("/api/v1/tag/?q=(order_column:type,order_direction:asc,page_size:100)")
                .at("/result/0");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(first.path("type").asInt()).isEqualTo(1);
        assertThat(read(dataset).has("tags")).isFalse();
    }
}
