package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datasets that are as declared already come into the care of a document. */
class AdoptionTests {

    private static Sketch orders() {
        return Sketch.of("orders").with(Setting.DESCRIPTION, "Orders").column("status", "TEXT");
    }

    private static ActualDataset there(World world) {
        return world.dataset(new DatasetKey("warehouse", null, "dwh", "orders"));
    }

    @Test
    void whatIsAsDeclaredIsMarkedAndNothingElse() {
        World world = World.with(orders()).declares(orders()).adopting();
        ActualDataset before = there(world);

        Plan plan = world.plan();

        assertThat(plan).does("UPDATE orders").sets("managed", Value.flag(true)).withholds();
        world.apply(plan);
        assertThat(there(world).dataset()).isEqualTo(before.dataset());
        assertThat(there(world).mark()).isNotNull().extracting(Mark::created).isEqualTo(false);
    }

    @Test
    void whatIsMarkedStaysAsItIs() {
        World world = World.with(orders()).declares(orders()).adopting();
        world.synced();

        assertThat(world.plan()).doesNothing().withholds();
    }

    @Test
    void nothingIsMarkedUnlessToldTo() {
        assertThat(World.with(orders()).declares(orders()).plan()).doesNothing().withholds();
    }

    @Test
    void whatDiffersIsUpdatedAndMarkedWithIt() {
        World world = World.with(orders())
                .declares(orders().with(Setting.DESCRIPTION, "Other"))
                .adopting();

        assertThat(world.plan()).does("UPDATE orders").sets("description", Value.text("Other"));
    }

    @Test
    void withoutUpdateNothingIsMarked() {
        World world = World.with(orders()).declares(orders()).strategy("CREATE").adopting();

        assertThat(world.plan()).doesNothing().withholds("UPDATE orders managed STRATEGY");
    }

    @Test
    void anAdoptionIsTakenBack() {
        World world = World.with(orders()).declares(orders()).adopting();
        List<Kept> kept = world.syncedAndKept();

        Plan plan = world.restoration(kept, false);

        assertThat(plan).does("UPDATE orders");
        world.apply(plan);
        assertThat(there(world).mark()).isNull();
        assertThat(world.storage()).isEmpty();
    }
}
