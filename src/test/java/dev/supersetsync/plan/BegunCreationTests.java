package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import org.junit.jupiter.api.Test;

/** What becomes of a dataset that was made, and whose creation did not come to its end. */
class BegunCreationTests {

    private static final Sketch DECLARED = Sketch.of("orders").column("status", "TEXT");
    private static final Sketch MADE =
            Sketch.of("orders").column("id", "BIGINT").column("status", "TEXT");

    private static World begun(Sketch made) {
        return World.with(made).begun(made).declares(DECLARED);
    }

    @Test
    void losesTheColumnsThatSupersetFound() {
        assertThat(begun(MADE).plan()).does("UPDATE orders").alters("columns.id");
    }

    @Test
    void keepsThemAsTheModelSays() {
        assertThat(begun(MADE).undeclaredColumns(Others.INCLUDE).plan()).doesNothing();
        assertThat(begun(MADE).undeclaredColumns(Others.HIDE).plan()).alters("columns.id.hidden");
    }

    @Test
    void keepsWhatSomebodySaidSomethingOf() {
        assertThat(begun(MADE.column("id", Setting.LABEL, Value.text("Number"))).plan())
                .doesNothing();
        assertThat(begun(MADE.calculated("own", "1")).plan()).alters("columns.id");
    }

    @Test
    void isFinishedWhereNothingMayBeUpdated() {
        assertThat(begun(MADE).strategy("CREATE").plan()).does("UPDATE orders").withholds();
        assertThat(begun(MADE).strategy("DELETE").plan()).doesNothing().withholds("UPDATE orders STRATEGY");
    }
}
