package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the warehouse has and the document does not, and the other way round. */
@ExtendWith(SupersetLog.class)
class WarehouseIT {

    private static final List<String> ALL =
            List.of("order_id", "ordered_at", "status", "customer_id", "revenue", "cost", "paid");
    private static final String TWO = """
            - table: orders
              undeclared_columns: %s
              columns: [{name: order_id, label: Order}, {name: status}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void aMissingTableIsWithheldAndTheOthersAreDone() {
        var run = world.models("- {table: ghosts, columns: [{name: id, type: BIGINT}]}\n- {table: orders}")
                .syncs();

        assertThat(run.withheld()).containsExactly("CREATE ghosts MISSING_IN_WAREHOUSE");
        assertThat(run.actions()).isEqualTo(Map.of("orders", "CREATE"));
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void aMissingColumnIsLeftOutOfACreation() {
        var run = world.models("- {table: orders, columns: [{name: status}, {name: ghost, type: TEXT, label: Boo}]}")
                .syncs();

        assertThat(run.withheld()).containsExactly("CREATE orders columns.ghost MISSING_IN_WAREHOUSE");
        assertThat(world.see("orders").columnNames()).containsExactly("status");
    }

    @Test
    void aMissingColumnIsLeftOutOfAnUpdate() {
        world.models("- {table: orders, columns: [{name: status}]}").syncs();

        var run = world.models("- {table: orders, columns: [{name: status, label: S}, {name: ghost, type: TEXT}]}")
                .syncs();

        assertThat(run.withheld()).containsExactly("UPDATE orders columns.ghost MISSING_IN_WAREHOUSE");
        assertThat(run.paths("orders")).containsExactly("columns.status.label");
        assertThat(world.see("orders").columnNames()).containsExactly("status");
    }

    @Test
    void aDeclaredColumnThatIsGoneKeepsItsPlaceAndIsWarnedOf() {
        world.models("- {table: orders, columns: [{name: status}, {name: cost}]}")
                .syncs();
        world.sql("ALTER TABLE %s.orders DROP COLUMN cost");

        var run = world.models("- {table: orders, columns: [{name: status}, {name: cost, label: Cost}, {name: paid}]}")
                .syncs();

        assertThat(run.warnings()).contains("MISSING_IN_WAREHOUSE orders columns.cost");
        assertThat(run.withheld()).isEmpty();
        assertThat(world.see("orders").column("cost").path("verbose_name").asString())
                .isEqualTo("Cost");
        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrder("status", "cost", "paid");
    }

    @Test
    void aNewDatasetHasOnlyTheDeclaredColumns() {
        world.models(TWO.formatted("KEEP")).syncs();

        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrder("order_id", "status");
    }

    @Test
    void aNewDatasetCanHaveAllColumns() {
        world.models(TWO.formatted("INCLUDE")).syncs();

        var orders = world.see("orders");
        assertThat(orders.columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(orders.column("revenue").path("is_active").asBoolean()).isTrue();
        assertThat(orders.column("ordered_at").path("is_dttm").asBoolean()).isTrue();
        assertThat(orders.text("main_dttm_col")).isEqualTo("ordered_at");
    }

    @Test
    void aNewDatasetCanHideTheOtherColumns() {
        world.models(TWO.formatted("HIDE")).syncs();

        var orders = world.see("orders");
        assertThat(orders.columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(orders.column("revenue").path("is_active").asBoolean(true)).isFalse();
        assertThat(orders.column("status").path("is_active").asBoolean()).isTrue();
    }

    @Test
    void aNewDatasetCanAnswerNullForTheOtherColumns() {
        world.models(TWO.formatted("RETAIN_AS_NULL")).syncs();

        var orders = world.see("orders");
        assertThat(orders.columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(orders.column("revenue").path("expression").asString()).startsWith("CAST(NULL AS ");
        assertThat(orders.column("status").path("expression").asString("")).isEmpty();
    }

    @Test
    void withoutColumnsTheWarehouseDecides() {
        world.models("- {table: orders}").syncs();
        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
        world.sql("ALTER TABLE %s.orders ADD COLUMN channel text, DROP COLUMN paid");

        world.models("- {table: orders}").syncs();

        var orders = world.see("orders");
        assertThat(orders.columnNames()).containsAll(ALL).contains("channel");
        assertThat(orders.column("paid").path("expression").asString()).startsWith("CAST(NULL AS ");
        assertThat(world.models("- {table: orders}").syncs().writes()).isZero();
    }

    @Test
    void undeclaredColumnsOfAnExistingDatasetStay() {
        world.personMakes("orders");

        var run = world.models(TWO.formatted("KEEP")).syncs();

        assertThat(run.paths("orders")).containsExactly("columns.order_id.label");
        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void undeclaredColumnsOfAnExistingDatasetCanBeHidden() {
        world.personMakes("orders");

        world.models(TWO.formatted("HIDE")).syncs();

        var orders = world.see("orders");
        assertThat(orders.column("revenue").path("is_active").asBoolean(true)).isFalse();
        assertThat(orders.column("revenue").path("expression").asString("")).isEmpty();
        assertThat(orders.column("status").path("is_active").asBoolean()).isTrue();
    }

    @Test
    void undeclaredColumnsOfAnExistingDatasetCanAnswerNull() {
        int orders = world.personMakes("orders");
        var before = world.see("orders");

        world.models(TWO.formatted("RETAIN_AS_NULL")).syncs();

        var after = world.see("orders");
        assertThat(after.column("revenue").path("expression").asString()).startsWith("CAST(NULL AS ");
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(World.ask(orders, List.of("paid", "ordered_at"), List.of("count"))
                        .status())
                .isEqualTo(200);
        assertThat(world.models(TWO.formatted("RETAIN_AS_NULL")).syncs().writes())
                .isZero();
    }

    @Test
    void newColumnsOfAnExistingDatasetAreIncluded() {
        world.models(TWO.formatted("KEEP")).syncs();

        world.models(TWO.formatted("INCLUDE")).syncs();

        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void viewsOfAllKindsAreTablesToo() {
        world.sql("CREATE VIEW %s.seen AS SELECT order_id, ordered_at FROM %s.orders");
        world.sql("CREATE MATERIALIZED VIEW %s.stored AS SELECT order_id, ordered_at FROM %s.orders");
        world.sql("CREATE TABLE %s.parted (order_id bigint, ordered_at date) PARTITION BY RANGE (ordered_at)");
        var models = "- {table: seen, columns: [{name: order_id}]}\n- {table: stored}\n- {table: parted}";

        var run = world.models(models).syncs();

        assertThat(run.count("created")).isEqualTo(3);
        assertThat(world.see("seen").columnNames()).containsExactly("order_id");
        assertThat(world.see("stored").columnNames()).containsExactlyInAnyOrder("order_id", "ordered_at");
        assertThat(world.see("parted").column("ordered_at").path("is_dttm").asBoolean())
                .isTrue();
        assertThat(world.models(models).syncs().writes()).isZero();
    }
}
