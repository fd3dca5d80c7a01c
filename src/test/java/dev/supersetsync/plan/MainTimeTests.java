package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import org.junit.jupiter.api.Test;

/** The main time column of a dataset that is there. */
class MainTimeTests {

    private static final Sketch TWO_TIMES =
            time(time(Sketch.of("orders"), "ordered_at"), "paid_at").column("status", "TEXT");

    private static Sketch time(Sketch sketch, String name) {
        return sketch.column(name, "TIMESTAMP").column(name, Setting.TEMPORAL, Value.flag(true));
    }

    private static Sketch main(Sketch sketch, String name) {
        return sketch.with(Setting.MAIN_DATETIME_COLUMN, name);
    }

    @Test
    void isWhatTheModelSays() {
        assertThat(World.with(main(TWO_TIMES, "ordered_at"))
                        .declares(main(TWO_TIMES, "paid_at"))
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("paid_at"));
    }

    @Test
    void staysAsAPersonChoseIt() {
        assertThat(World.with(main(TWO_TIMES, "paid_at")).declares(TWO_TIMES).plan())
                .doesNothing();
        assertThat(World.with(TWO_TIMES).declares(TWO_TIMES).plan()).doesNothing();
    }

    @Test
    void staysAsAPersonChoseItThoughThereIsNoSuchColumn() {
        assertThat(World.with(main(TWO_TIMES, "gone")).declares(TWO_TIMES).plan())
                .doesNothing();
    }

    @Test
    void goesBackToTheFirstTimeOnceItIsNotDeclared() {
        assertThat(World.with(main(TWO_TIMES, "paid_at"))
                        .applied(main(TWO_TIMES, "paid_at"))
                        .declares(TWO_TIMES)
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("ordered_at"));
    }

    @Test
    void movesOnWhenItsColumnGoes() {
        Sketch calculated = TWO_TIMES
                .calculated("month", "DATE_TRUNC('month', ordered_at)")
                .column("month", Setting.TEMPORAL, Value.flag(true));

        assertThat(World.with(main(calculated, "month"))
                        .applied(calculated)
                        .declares(TWO_TIMES)
                        .plan())
                .alters("columns.month", "main_datetime_column")
                .sets("main_datetime_column", Value.text("ordered_at"));
    }

    @Test
    void isTheFirstDeclaredTimeAfterReplacing() {
        Sketch declared =
                time(time(Sketch.of("orders"), "paid_at"), "ordered_at").column("status", "TEXT");

        assertThat(World.with(main(TWO_TIMES, "ordered_at"))
                        .declares(declared)
                        .strategy("REPLACE")
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("paid_at"));
    }
}
