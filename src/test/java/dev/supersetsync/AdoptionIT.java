package dev.supersetsync;

import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people made in Superset becomes a document by which nothing changes, and then comes into its care. */
@ExtendWith(SupersetLog.class)
class AdoptionIT {

    private static final RunningService SERVICE = RunningService.shared();

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void peopleMakeDatasets() {
        int orders = world.personMakes("orders");
        int owner = world.user(world.name(), "Alpha");
        PEOPLE.addMetric(orders, "Käufe: \"alle\" #1", "COUNT(*) FILTER (WHERE status = 'done')");
        PEOPLE.addColumn(orders, "half", "revenue / 2", "NUMERIC");
        PEOPLE.addColumn(orders, "gone", "CAST(NULL AS text)", "TEXT");
        PEOPLE.setColumn(orders, "status", "description", "What became\nof it: \t{}");
        PEOPLE.setColumn(orders, "status", "verbose_name", "no");
        PEOPLE.setColumn(orders, "status", "groupby", false);
        PEOPLE.setColumn(orders, "ordered_at", "is_dttm", false);
        PEOPLE.setColumn(orders, "order_id", "is_active", false);
        PEOPLE.certify(orders, "Board", "Audited");
        PEOPLE.set(orders, "cache_timeout", 77);
        PEOPLE.set(orders, "offset", 2);
        PEOPLE.set(orders, "owners", List.of(1, owner));
        PEOPLE.set(orders, "main_dttm_col", null);
        world.sql("CREATE TABLE %s.\"Größe & Co\" (\"a b\" int, \"1\" date)");
        world.personMakes("Größe & Co");
        world.personMakes("late", "SELECT status, COUNT(*) AS n\nFROM %s.orders -- all: of them\nGROUP BY 1");
    }

    private String models(String type) {
        return SERVICE.get(
                        "/targets/main/models?database=" + World.DATABASE + "&schema=" + world.name() + "&document="
                                + world.name(),
                        type)
                .expect(200)
                .text();
    }

    private Answer sync(String members, String models) {
        return SERVICE.post("/sync", "target: main\n" + members + "models:\n" + models.indent(2));
    }

    @Test
    void whatIsDeclaredChangesNothing() {
        String text = models("application/yaml");
        assertThat(text).contains("# orders: offset (2) has no place in a document; it stays as it is.");

        Answer run = sync("", text).expect(200);

        assertThat(run.count("unchanged")).isEqualTo(3);
        assertThat(run.count("updated") + run.count("created") + run.count("withheld"))
                .isZero();
        assertThat(run.body().at("/requests/writes").asInt()).isZero();
        assertThat(SERVICE.post("/sync", "{\"target\": \"main\", \"models\": " + models("application/json") + "}")
                        .expect(200)
                        .count("unchanged"))
                .isEqualTo(3);
    }

    @Test
    void adoptionMarksThemAndNothingElse() {
        String text = models("application/yaml");
        var before = world.see("orders");

        Answer plan = SERVICE.post("/plans", "target: main\nadopt: true\nmodels:\n" + text.indent(2))
                .expect(201);
        assertThat(world.see("orders").extra().has("superset_sync")).isFalse();
        Answer run = SERVICE.post("/plans/" + plan.id() + "/apply", "").expect(200);

        assertThat(run.count("updated")).isEqualTo(3);
        assertThat(run.paths("orders")).containsExactly("managed");
        var after = world.see("orders");
        assertThat(after.json().path("columns")).hasSameSizeAs(before.json().path("columns"));
        assertThat(after.json().path("offset").asInt()).isEqualTo(2);
        assertThat(after.extra().toString()).contains(world.name());
        assertThat(sync("adopt: true\n", text).expect(200).count("unchanged")).isEqualTo(3);

        Answer restored =
                SERVICE.post("/runs/" + run.id() + "/restore", "force: false").expect(200);
        assertThat(restored.count("updated")).isEqualTo(3);
        assertThat(world.see("orders").extra().toString()).doesNotContain(world.name());
    }

    /** Superset stores its name, and documents leave it out. */
    @Test
    void theDefaultCatalogIsFoundByItsName() {
        String address = "/targets/main/models?schema=" + world.name() + "&catalog=";

        assertThat(SERVICE.get(address + "warehouse").expect(200).text()).contains("\"orders\"");
        assertThat(SERVICE.get(address + "another").expect(200).text()).doesNotContain("\"orders\"");
    }

    @Test
    void aDocumentHasNoEmptyName() {
        assertThat(SERVICE.get("/targets/main/models?document=").expect(422).text())
                .contains("must not be empty (at document)");
    }

    @Test
    void aDatabaseThatIsNotThereIsRefused() {
        assertThat(SERVICE.get("/targets/main/models?database=nowhere")
                        .expect(422)
                        .text())
                .contains("Superset has no database 'nowhere'.");
        assertThat(SERVICE.get("/targets/nowhere/models").expect(404).problem()).isEqualTo("not-found");
    }
}
