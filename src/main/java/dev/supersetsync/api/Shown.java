package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.sync.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of a plan or run is shown: datasets that are unchanged are counted, and listed only for who asks. */
public enum Shown {
    /** What changes. */
    CHANGES,
    /** Also what stays. */
    ALL;

    static final String UNCHANGED = "unchanged";

    static Shown including(@Nullable List<String> include) {
        List<String> parts = include == null ? List.of() : include;
        parts.stream().filter(part -> !part.equals(UNCHANGED)).findFirst().ifPresent(Shown::refuse);
        return parts.isEmpty() ? CHANGES : ALL;
    }

    private static void refuse(String part) {
        var message = "'" + part + "' is nothing that can be included; there is " + UNCHANGED;
        throw new Refusal.InvalidRequest(List.of(Violation.at("include", message)));
    }

    public RunReport of(RunReport run) {
        return run.showing(of(run.changes()));
    }

    public PlanReport of(PlanReport plan) {
        return new PlanReport(
                plan.id(),
                plan.target(),
                plan.updateStrategy(),
                plan.guards(),
                plan.createdAt(),
                plan.hasChanges(),
                plan.fingerprint(),
                plan.refusedBy(),
                plan.restoreOf(),
                plan.force(),
                plan.summary(),
                plan.impact(),
                of(plan.changes()),
                plan.withheld(),
                plan.warnings());
    }

    private List<ChangeReport> of(List<ChangeReport> changes) {
        return switch (this) {
            case ALL -> changes;
            case CHANGES ->
                changes.stream()
                        .filter(change -> !change.action().equals("UNCHANGED"))
                        .toList();
        };
    }
}
