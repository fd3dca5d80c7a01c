package dev.supersetsync.run;

import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.Reports.RunReport;
import java.util.ArrayList;
import java.util.List;

/** Remembers which runs were announced. */
final class Announced implements Announcements {

    private final List<RunReport> runs = new ArrayList<>();

    List<RunReport> runs() {
        return List.copyOf(runs);
    }

    void clear() {
        runs.clear();
    }

    @Override
    public void runEnded(RunReport run) {
        runs.add(run);
    }

    @Override
    public void driftFound(DriftReport drift, String target) {
        throw new AssertionError("No drift is found by runs.");
    }

    @Override
    public void jobFailed(String job, String target, String problem) {
        throw new AssertionError("No job fails by runs.");
    }
}
