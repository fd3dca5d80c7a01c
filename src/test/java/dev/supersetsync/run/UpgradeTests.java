package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Provenance;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an earlier version stored is there in this one. */
class UpgradeTests {

    private static final String WITH_LONG_NAMES = "11";

    @Test
    void keepsWhoseDatasetsAreInH2() {
        keepsWhoseDatasetsAre(
                new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID())), "h2");
    }

    @Test
    void keepsWhoseDatasetsAreInPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            keepsWhoseDatasetsAre(postgres.getPostgresDatabase(), "postgresql");
        }
    }

    private static void keepsWhoseDatasetsAre(DataSource source, String vendor) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .target(WITH_LONG_NAMES)
                .load()
                .migrate();
        JdbcClient.create(source).sql("""
                INSERT INTO applied_model (target, uuid, superset_id, document, created, marked, marked_document, declared,
                    retained, run_id, applied_at)
                VALUES ('main', 'u1', 1, 'Größe', TRUE, TRUE, 'shop', '{}', '[]', 'r', CURRENT_TIMESTAMP),
                    ('main', 'u2', 2, NULL, FALSE, FALSE, NULL, '{}', '[]', 'r', CURRENT_TIMESTAMP)
                """).update();

        AppliedModels models = Database.open(source, vendor).appliedModels;

        assertThat(models.provenances("main"))
                .isEqualTo(Map.of(
                        "u1", new Provenance("Größe", true, "shop", true),
                        "u2", new Provenance(null, false, null, false)));
    }
}
