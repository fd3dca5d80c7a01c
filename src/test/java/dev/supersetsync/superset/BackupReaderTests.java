package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.BackupReader.Part;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.SupersetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackupReaderTests {

    private static final String FORBIDDEN = "{\"message\": \"Forbidden\"}";
    private static final String NONE = "{\"count\": 0, \"result\": []}";
    private static final List<ListedDataset> ORDERS = List.of(new ListedDataset(
            12, "u", new DatasetKey("warehouse", null, "dwh", "orders"), Dataset.Kind.PHYSICAL, null, ""));

    private final CannedServer server = new CannedServer()
            .answer("GET /api/v1/security/roles/", 200, """
                    {"count": 2, "result": [{"id": 1, "name": "Admin"}, {"id": 7, "name": "Sales"}]}""")
            .answer("GET /api/v1/security/roles/1/permissions/", 200, """
                    {"result": [{"id": 70, "permission_name": "database_access", "view_menu_name": "[warehouse].(id:12)"}]}""")
            .answer("GET /api/v1/security/roles/7/permissions/", 200, """
                    {"result": [
                      {"id": 71, "permission_name": "datasource_access", "view_menu_name": "[warehouse].[orders](id:12)"},
                      {"id": 72, "permission_name": "datasource_access", "view_menu_name": "[warehouse].[items](id:112)"}]}""")
            .answer("GET /api/v1/rowlevelsecurity/", 200, NONE)
            .answer("GET /api/v1/tag/", 200, NONE);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsTheRolesThatWereGrantedADataset() {
        BackupReader backups = backups();

        assertThat(backups.missing()).isEmpty();
        assertThat(backups.grants(ORDERS)).isEqualTo(Map.of(12, List.of(new Grant(7, "Sales"))));
    }

    @Test
    void saysWhatTheServerKeepsToItself() {
        server.answer("GET /api/v1/security/roles/", 404, "{\"errors\": []}")
                .answer("GET /api/v1/rowlevelsecurity/", 403, FORBIDDEN)
                .answer("GET /api/v1/tag/", 403, FORBIDDEN);
        BackupReader backups = backups();

        assertThat(backups.missing()).containsExactlyInAnyOrder(Part.ROLE_GRANTS, Part.ROW_LEVEL_SECURITY, Part.TAGS);
        assertThat(backups.grants(ORDERS)).isEmpty();
        assertThat(server.calls().stream().filter("GET /api/v1/security/roles/"::equals))
                .hasSize(1);
    }

    @Test
    void missesTagsOnlyWherePeopleMadeSome() {
        server.answer("GET /api/v1/tag/", 200, """
                {"count": 1, "result": [{"id": 1, "name": "owner:1", "type": 3}]}""");
        assertThat(backups().missing()).isEmpty();

        server.answer("GET /api/v1/tag/", 200, """
                {"count": 1, "result": [{"id": 2, "name": "Mine", "type": 1}]}""");
        assertThat(backups().missing()).containsExactly(Part.TAGS);
    }

    @Test
    void hasNoExportWhereItMayNotExport() {
        server.answer("GET /api/v1/dataset/export/", 403, FORBIDDEN);

        assertThat(backups().export(ORDERS)).isEmpty();
        assertThat(backups().missing()).isEmpty();
    }

    @Test
    void doesNotTakeAnErrorForAMissingRight() {
        server.answer("GET /api/v1/dataset/export/", 422, "{\"message\": \"no\"}");
        BackupReader backups = backups();

        assertThatThrownBy(() -> backups.export(ORDERS)).isInstanceOf(SupersetException.class);
    }

    private BackupReader backups() {
        return Connections.target(Connections.withPassword(server.url(), "ana", "password"))
                .connect()
                .backups();
    }
}
