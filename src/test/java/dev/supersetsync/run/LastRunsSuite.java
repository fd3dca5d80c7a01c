package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class LastRunsSuite {

    private static final Instant END = Instant.parse("2026-03-01T03:00:04Z");

    private final Database database;
    private final LastRuns last;

    LastRunsSuite(Database database) {
        this.database = database;
        this.last = new LastRuns(database.jdbc);
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void nothingIsKnownOfATargetWithoutRuns() {
        database.runs.create(RunsSuite.at("main"));

        assertThat(last.ended("main")).isEmpty();
        assertThat(last.succeeded("main")).isEmpty();
    }

    @Test
    void theNewestRunThatEndedCounts() {
        ended("main", RunStatus.SUCCEEDED, END);
        ended("main", RunStatus.FAILED, END.plusSeconds(60));
        ended("spare", RunStatus.CANCELLED, END.plusSeconds(90));
        database.runs.create(RunsSuite.at("main"));

        assertThat(last.ended("main")).contains(RunStatus.FAILED);
        assertThat(last.succeeded("main")).contains(END);
    }

    private void ended(String target, RunStatus status, Instant at) {
        var run = database.runs.create(RunsSuite.at(target));
        database.runs.save(RunsSuite.ended(run, status, List.of(), at));
    }
}
