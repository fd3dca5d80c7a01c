package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails is said, with what Superset said; what can be done is done. */
@ExtendWith(SupersetLog.class)
class FailureIT {

    private static final String GOOD = "- {table: orders, columns: [{name: status, label: Status}]}\n";
    private static final String REFUSED = """
            - table: items
              columns: [{name: day, date_format: "%d.%m.%Y"}]
            """;

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTable() {
        world.sql("CREATE TABLE %s.items (day text)");
    }

    @Test
    void aCreationThatSupersetRefusesLeavesNothingBehindAndTheOthersAreDone() {
        var answer = world.models(REFUSED + GOOD).sync().expect(502);

        assertThat(answer.problem()).isEqualTo("sync-failed");
        assertThat(answer.location()).isEqualTo("/runs/" + answer.id());
        assertThat(answer.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(answer.count("created")).isEqualTo(1);
        assertThat(answer.count("failed")).isEqualTo(1);
        assertThat(answer.change("items").path("outcome").asString()).isEqualTo("FAILED");
        var error = answer.change("items").path("error");
        assertThat(error.path("call").asString()).contains("/api/v1/dataset/");
        assertThat(error.path("status").asInt()).isEqualTo(422);
        assertThat(error.path("message").asString()).contains("python_date_format");
        assertThat(answer.change("orders").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void aRefusedUpdateChangesNothing() {
        int items = world.personMakes("items");
        var before = world.see("items");

        var answer = world.models(REFUSED).sync().expect(502);

        assertThat(answer.runStatus()).isEqualTo("FAILED");
        assertThat(world.see("items").stored()).isEqualTo(before.stored());
        assertThat(world.see("items").id()).isEqualTo(items);
    }

    @Test
    void theRunIsInTheHistory() {
        var answer = world.models(REFUSED + GOOD).sync().expect(502);

        var run = RunningService.shared().get("/runs/" + answer.id()).expect(200);

        assertThat(run.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(run.body()).isEqualTo(answer.body().path("run"));
    }

    @Test
    void theNextSyncFinishesWhenTheDocumentIsRight() {
        world.models(REFUSED + GOOD).sync().expect(502);

        var run = world.models(REFUSED.replace("%d.%m.%Y", "%Y-%m-%d") + GOOD).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("items", "CREATE"));
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void stopsAtTheFirstFailureIfThatIsWanted() {
        var answer =
                world.models(REFUSED + GOOD).guard("on_error", "STOP").sync().expect(502);

        assertThat(answer.count("failed")).isEqualTo(1);
        assertThat(answer.change("items").path("outcome").asString()).isEqualTo("FAILED");
    }

    @Test
    void wrongCredentialsAreSaidWithoutThem() {
        var answer = world.models(GOOD).target(RunningService.WRONG).sync().expect(502);

        assertThat(answer.problem()).isEqualTo("superset-unauthorized");
        assertThat(answer.text()).doesNotContain(RunningService.WRONG_PASSWORD);
        assertThat(world.models(GOOD).target(RunningService.WRONG).plan().status())
                .isEqualTo(502);
    }

    @Test
    void anUnreachableSupersetIsSaidWithWhenToComeBack() {
        var answer = world.models(GOOD).target(RunningService.DOWN).sync().expect(503);

        assertThat(answer.problem()).isEqualTo("superset-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(world.models(GOOD).target(RunningService.DOWN).plan().status())
                .isEqualTo(503);
    }

    @Test
    void anUnknownTargetIsNotFound() {
        assertThat(world.models(GOOD).target("nowhere").sync().expect(404).problem())
                .isEqualTo("not-found");
    }
}
