package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Adoption;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Fingerprint;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.run.Ids;
import dev.supersetsync.run.KeptPlan;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.NativeWriter;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.Supplement;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps plans so that exactly they can be applied later: the resolved request, and a fingerprint of each change. A kept
 * plan is applied by planning again; it still fits if each of its changes comes out again.
 */
@Component
class PlanKeeper {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Plans plans;
    private final Ids ids;
    private final Clock clock;

    PlanKeeper(Plans plans, Ids ids, Clock clock) {
        this.plans = plans;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps a plan and says it in the words of answers. */
    PlanReport keep(Assignment assignment, Plan plan) {
        List<String> fingerprints = fingerprints(plan);
        var report = new PlanReport(
                ids.next(),
                assignment.target(),
                Reporting.strategy(assignment),
                Reporting.guards(assignment.guards()),
                clock.instant(),
                plan.hasChanges(),
                Fingerprint.ofAll(fingerprints),
                plan.refusedBy().stream().sorted().map(Plan.Refusal::problem).toList(),
                assignment.restoreOf(),
                assignment.force(),
                Reporting.summary(plan),
                Reporting.impact(plan),
                Reporting.planned(plan),
                Reporting.withheld(plan.withheld()),
                Reporting.warnings(plan.warnings()));
        plans.save(report, request(assignment), String.join("\n", fingerprints));
        return report;
    }

    /**
     * A kept plan that may still be applied.
     *
     * @throws Refusal.UnknownName if there is none with this id
     * @throws Refusal.PlanApplied if it was applied
     */
    KeptPlan find(String planId) {
        KeptPlan kept = known(planId);
        String appliedBy = kept.appliedBy();
        if (appliedBy != null) {
            throw new Refusal.PlanApplied(planId, appliedBy);
        }
        return kept;
    }

    /**
     * A kept plan, whether or not it was applied.
     *
     * @throws Refusal.UnknownName if there is none with this id
     */
    KeptPlan known(String planId) {
        return plans.find(planId).orElseThrow(() -> new Refusal.UnknownName("plan", planId));
    }

    /** Claims a kept plan for a run, which then applies the given one. */
    Plan claimed(String planId, String runId, Plan plan) {
        String owner = plans.markApplied(planId, runId);
        if (!owner.equals(runId)) {
            throw new Refusal.PlanApplied(planId, owner);
        }
        return plan;
    }

    /** The assignment that a kept plan was made for. */
    Assignment assignment(KeptPlan kept) {
        PlanReport report = kept.report();
        Guards guards = JSON.convertValue(report.guards(), Guards.class);
        String restoreOf = report.restoreOf();
        if (restoreOf != null) {
            return new Assignment.OfRun(report.target(), guards, restoreOf, report.force());
        }
        return new Assignment.OfModels(
                report.target(), UpdateStrategy.parse(report.updateStrategy()), guards, document(kept), adopts(report));
    }

    /** Of the plan's changes only those come out again that a mark alone makes, if any did. */
    private static boolean adopts(PlanReport report) {
        return report.changes().stream()
                .flatMap(change -> change.fields().stream())
                .anyMatch(field -> field.path().equals(Adoption.PATH));
    }

    private static Document document(KeptPlan kept) {
        return new NativeReader()
                .read(DocumentText.parse(kept.request(), Notation.JSON), Supplement.NONE)
                .with(kept.report().warnings().stream()
                        .filter(warning -> warning.code().equals(Warning.Code.NOT_CONVERTED.name()))
                        .map(PlanKeeper::loss)
                        .toList());
    }

    private static Loss loss(WarningReport warning) {
        DatasetReport dataset = warning.dataset();
        ModelKey model = dataset == null
                ? null
                : new ModelKey(dataset.database(), dataset.catalog(), dataset.schema(), dataset.name());
        return new Loss(model, warning.path(), warning.message());
    }

    private static byte[] request(Assignment assignment) {
        return switch (assignment) {
            case Assignment.OfModels models -> {
                var text = new ByteArrayOutputStream();
                NativeWriter.write(models.document(), text);
                yield text.toByteArray();
            }
            case Assignment.OfRun _ -> new byte[0];
        };
    }

    /**
     * Exactly the kept plan, from a fresh one: changes that are new since then are left out.
     *
     * @throws Refusal.StalePlan if one of its changes no longer comes out
     */
    Plan exactly(String planId, Plan fresh) {
        Set<String> wanted = wanted(planId);
        Plan exactly = only(wanted, fresh);
        exactly.changes().stream()
                .filter(change -> change.action() != Action.UNCHANGED)
                .map(PlanKeeper::fingerprint)
                .forEach(wanted::remove);
        if (!wanted.isEmpty()) {
            List<String> moved =
                    wanted.stream().map(PlanKeeper::datasetOf).sorted().toList();
            throw new Refusal.StalePlan(planId, moved);
        }
        return exactly;
    }

    private Set<String> wanted(String planId) {
        return new HashSet<>(known(planId).fingerprints().lines().toList());
    }

    private static Plan only(Set<String> wanted, Plan fresh) {
        List<Change> changes = fresh.changes().stream()
                .filter(change -> change.action() == Action.UNCHANGED || wanted.contains(fingerprint(change)))
                .toList();
        return new Plan(changes, fresh.withheld(), fresh.warnings(), fresh.refusedBy());
    }

    private static List<String> fingerprints(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.action() != Action.UNCHANGED)
                .map(PlanKeeper::fingerprint)
                .toList();
    }

    /** What tells whether a change of a fresh plan is one of a kept plan. */
    static String fingerprint(Change change) {
        return Fingerprint.of(change) + " " + change.dataset();
    }

    private static String datasetOf(String fingerprint) {
        return fingerprint.substring(fingerprint.indexOf(' ') + 1);
    }
}
