package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunEvent.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

abstract class RunEventsSuite {

    private static final RunEvent FIRST = new RunEvent(1, Type.PHASE, "{\"phase\": \"plan\"}");
    private static final RunEvent SECOND = new RunEvent(2, Type.CHANGE, "{}");
    private static final RunEvent THIRD = new RunEvent(3, Type.CHANGE, "x".repeat(2_000_000));

    private final Database database;
    private final RunEvents events;

    RunEventsSuite(Database database) {
        this.database = database;
        this.events = database.events;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void eventsComeInTheOrderOfTheirNumbers() {
        events.add("run", List.of(FIRST, SECOND));
        events.add("other", List.of(FIRST));
        events.add("run", List.of(THIRD));

        assertThat(events.after("run", 0, 10)).containsExactly(FIRST, SECOND, THIRD);
        assertThat(events.after("run", 1, 1)).containsExactly(SECOND);
        assertThat(events.after("run", 3, 10)).isEmpty();
        assertThat(events.all("run", Type.CHANGE)).containsExactly(SECOND, THIRD);
        assertThat(events.count("run", Type.CHANGE)).isEqualTo(2);
        assertThat(events.last(Set.of("run", "other", "none"))).isEqualTo(Map.of("run", 3, "other", 1));
        assertThat(events.last(Set.of())).isEmpty();
    }

    @Test
    void ofABatchThatCannotBeWrittenNothingIs() {
        events.add("run", List.of(SECOND));

        assertThatThrownBy(() -> events.add("run", List.of(FIRST, SECOND))).isInstanceOf(DuplicateKeyException.class);

        assertThat(events.after("run", 0, 10)).containsExactly(SECOND);
    }

    @Test
    void eventsAreGoneAnHourAfterTheEndOfTheirRun() {
        RunReport atWork = database.queue.add(RunsSuite.at("main"), Packed.of(new byte[0]), null);
        RunReport ended = database.queue.add(RunsSuite.at("main"), Packed.of(new byte[0]), null);
        for (String run : List.of(atWork.id(), ended.id(), "refused")) {
            events.add(run, List.of(FIRST));
        }
        Duration work = Duration.ofHours(3);
        database.clock.moveTo(Database.START.plus(work));
        database.ends.end(ended.ended(RunStatus.SUCCEEDED, null, database.clock.instant()));

        events.prune();
        assertThat(events.last(Set.of(atWork.id(), ended.id(), "refused"))).containsOnlyKeys(atWork.id(), ended.id());

        database.clock.moveTo(Database.START.plus(work).plus(Duration.ofMinutes(61)));
        events.prune();
        assertThat(events.last(Set.of(atWork.id(), ended.id()))).containsOnlyKeys(atWork.id());
    }
}
