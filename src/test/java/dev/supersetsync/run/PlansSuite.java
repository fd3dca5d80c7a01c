package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class PlansSuite {

    private static final byte[] REQUEST = {1, 2, 3};

    private final Database database;
    private final Plans plans;

    PlansSuite(Database database) {
        this.database = database;
        this.plans = database.plans;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private PlanReport plan(String id) {
        return plan(id, database.clock.instant());
    }

    static PlanReport plan(String id, Instant createdAt) {
        return new PlanReport(
                id,
                "main",
                List.of("CREATE", "UPDATE"),
                Map.of("breaking_changes", "WITHHOLD"),
                createdAt,
                true,
                "f00d",
                List.of(),
                null,
                false,
                Summary.NONE,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void aPlanIsKeptWithItsRequestAndFingerprints() {
        var plan = plan("p1");

        plans.save(plan, REQUEST, "{\"a\": 1}");

        assertThat(plans.report("p1")).contains(plan);
        assertThat(plans.find("p1").orElseThrow()).satisfies(kept -> {
            assertThat(kept.report()).isEqualTo(plan);
            assertThat(kept.request()).isEqualTo(REQUEST);
            assertThat(kept.fingerprints()).isEqualTo("{\"a\": 1}");
            assertThat(kept.appliedBy()).isNull();
        });
        assertThat(plans.find("p2")).isEmpty();
        assertThat(plans.report("p2")).isEmpty();
    }

    @Test
    void aPlanThatWasKeptBeforeItToldForceHasNone() {
        plans.save(plan("p1"), REQUEST, "");
        database.jdbc
                .sql("UPDATE plan SET report = :report WHERE id = 'p1'")
                .param("report", LongText.of(new StoredJson().write(plan("p1")).replace("\"force\":false,", "")))
                .update();

        assertThat(plans.report("p1")).contains(plan("p1"));
    }

    @Test
    void aRequestMayHaveTwentyMegabytes() {
        var request = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(request);

        plans.save(plan("p1"), request, "x".repeat(3_000_000));

        var kept = plans.find("p1").orElseThrow();
        assertThat(kept.request()).isEqualTo(request);
        assertThat(kept.fingerprints()).hasSize(3_000_000);
    }

    @Test
    void aPlanIsAppliedByTheFirstRunOnly() {
        plans.save(plan("p1"), REQUEST, "");

        assertThat(plans.markApplied("p1", "r1")).isEqualTo("r1");
        assertThat(plans.markApplied("p1", "r2")).isEqualTo("r1");
        assertThat(plans.find("p1").orElseThrow().appliedBy()).isEqualTo("r1");
    }

    @Test
    void ofManyRunsAtOnceOneAppliesThePlan() {
        plans.save(plan("p1"), REQUEST, "");

        var winners = IntStream.range(0, 16)
                .parallel()
                .mapToObj(number -> plans.markApplied("p1", "r" + number))
                .toList();

        assertThat(new HashSet<>(winners)).hasSize(1);
    }

    @Test
    void aPlanOfARefusedRunCanBeAppliedByAnother() {
        plans.save(plan("p1"), REQUEST, "");
        plans.markApplied("p1", "r1");

        plans.release("p1", "r2");
        assertThat(plans.markApplied("p1", "r3")).isEqualTo("r1");

        plans.release("p1", "r1");
        assertThat(plans.markApplied("p1", "r3")).isEqualTo("r3");
    }

    @Test
    void anUnknownPlanCannotBeApplied() {
        assertThatThrownBy(() -> plans.markApplied("p9", "r1")).hasMessageContaining("p9");
    }

    @Test
    void plansGoAfterThirtyDays() {
        plans.save(plan("old"), REQUEST, "");
        database.clock.moveBy(Duration.ofDays(30));
        plans.save(plan("new"), REQUEST, "");
        assertThat(plans.find("old")).isPresent();

        database.clock.moveBy(Duration.ofSeconds(1));

        assertThat(plans.purge()).isEqualTo(1);
        assertThat(plans.find("old")).isEmpty();
        assertThat(plans.find("new")).isPresent();
    }

    @Test
    void onlySoManyPlansStay() {
        for (int number = 0; number < 12; number++) {
            plans.save(plan("p%02d".formatted(number)), REQUEST, "");
        }

        plans.purge();

        assertThat(plans.find("p01")).isEmpty();
        assertThat(plans.find("p02")).isPresent();
    }
}
