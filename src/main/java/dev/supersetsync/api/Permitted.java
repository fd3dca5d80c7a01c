package dev.supersetsync.api;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StrategySets;
import dev.supersetsync.security.CallerRules;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs.RestoreRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds requests against the limits of their caller, before anything is done for them. */
@Component
class Permitted {

    private final CallerRules rules;
    private final Targets targets;
    private final Plans plans;
    private final StrategySets sets;
    private final Runs runs;

    Permitted(CallerRules rules, Targets targets, Plans plans, StrategySets sets, Runs runs) {
        this.rules = rules;
        this.targets = targets;
        this.plans = plans;
        this.sets = sets;
        this.runs = runs;
    }

    /** The request as its caller may make it, with the strategy set that the caller is limited to. */
    SyncRequest request(SyncRequest request) {
        String target = request.target();
        if (target != null) {
            rules.checkTarget(target);
        } else if (targets.names().size() == 1) {
            rules.checkTarget(targets.names().getFirst());
        }
        if (request.updateStrategy() != null || !request.guards().equals(GuardOverrides.NONE)) {
            rules.checkOwnStrategy();
        }
        return new SyncRequest(
                target,
                rules.strategySet(request.strategySet()),
                request.updateStrategy(),
                request.guards(),
                request.document(),
                request.adopts());
    }

    /** The request to take a run back, as its caller may make it. */
    RestoreRequest restore(RestoreRequest request) {
        RunReport run = runs.find(request.runId()).orElseThrow(() -> new Unknown("run", request.runId()));
        rules.checkTarget(run.target());
        if (request.force() || !request.guards().equals(GuardOverrides.NONE)) {
            rules.checkOwnStrategy();
        }
        return request;
    }

    /** A plan that the caller may look at. */
    PlanReport planToSee(String id) {
        PlanReport plan = plans.report(id).orElseThrow(() -> new Unknown("plan", id));
        rules.checkTarget(plan.target());
        return plan;
    }

    /** Refuses a plan that the caller may not apply. */
    void checkPlanToApply(String id) {
        rules.checkPlan(planToSee(id), sets::find);
    }

    /** Refuses a run that is at a target which is not the caller's. */
    void checkRun(String id) {
        RunReport run = runs.find(id).orElseThrow(() -> new Unknown("run", id));
        rules.checkTarget(run.target());
    }

    /** The configured targets that the caller may see. */
    List<String> targets() {
        return targets.names().stream().filter(rules::maySee).toList();
    }

    boolean maySee(String target) {
        return rules.maySee(target);
    }

    /** Refuses a job whose strategy the caller could not ask for: it is done with that, whoever calls it. */
    void checkStrategy(@Nullable String strategySet, List<String> updateStrategy, GuardOverrides guards) {
        rules.checkStrategySetOfJob(strategySet);
        if (!updateStrategy.isEmpty() || !guards.equals(GuardOverrides.NONE)) {
            rules.checkOwnStrategy();
        }
    }

    /** Whether the caller may see what is about these targets, or about all for none. */
    boolean maySeeAllOf(List<String> some) {
        return (some.isEmpty() ? targets.names() : some).stream().allMatch(rules::maySee);
    }

    /** Refuses what is about one of these targets, or about all for none, that is not the caller's. */
    void checkAllOf(List<String> some) {
        (some.isEmpty() ? targets.names() : some).forEach(rules::checkTarget);
    }

    void checkTarget(String target) {
        rules.checkTarget(target);
    }

    String callerName() {
        return rules.caller().name();
    }
}
