package dev.supersetsync.security;

import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.run.Reports.PlanReport;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The limits of the caller of the request at work, in one place. What a role allows was decided by the address before;
 * here it is about the targets and strategy sets that a token may be limited to. Call it on the request's own thread.
 */
@Component
public class CallerRules {

    /** Who calls. */
    public Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("There is no caller: this is not the thread of a request.");
    }

    /** Whether the caller may see and use a target: for lists, which leave out the others. */
    public boolean maySee(String target) {
        return caller().targets().allows(target);
    }

    /** Refuses a target that the caller is not limited to: also for the plans and runs of that target. */
    public void checkTarget(String target) {
        var targets = caller().targets();
        if (!targets.allows(target)) {
            throw new Forbidden("The token is limited to " + targets.listed() + "; the target is '" + target + "'.");
        }
    }

    /** Whether the caller may see and use a strategy set: for lists, which leave out the others. */
    public boolean maySeeStrategySet(String name) {
        return caller().strategySets().allows(name);
    }

    /**
     * The strategy set that a request works with, null for none.
     *
     * @param named the one that the request names, null if it names none: then a caller who is limited to one has that
     */
    public @Nullable String strategySet(@Nullable String named) {
        var sets = caller().strategySets();
        if (named == null && sets.names().size() == 1) {
            return sets.names().iterator().next();
        }
        if (sets.isSet() && (named == null || !sets.allows(named))) {
            throw new Forbidden("The token is limited to these strategy sets: " + sets.listed() + "; "
                    + (named == null ? "name one of them." : "the request names '" + named + "'."));
        }
        return named;
    }

    /** Refuses a job that works with another strategy set than the caller is limited to, or with none (null). */
    public void checkStrategySetOfJob(@Nullable String named) {
        var sets = caller().strategySets();
        if (sets.isSet() && (named == null || !sets.allows(named))) {
            throw new Forbidden("The token is limited to these strategy sets: " + sets.listed() + "; the job names "
                    + (named == null ? "none." : "'" + named + "'."));
        }
    }

    /** Refuses a caller who is limited to strategy sets the change of any: it would change its own limit. */
    public void checkMayChangeStrategySets() {
        var sets = caller().strategySets();
        if (sets.isSet()) {
            throw new Forbidden("The token is limited to these strategy sets: " + sets.listed() + "; it changes none.");
        }
    }

    /** Refuses an update strategy, guards or force of the request's own to a caller who is limited to strategy sets. */
    public void checkOwnStrategy() {
        var sets = caller().strategySets();
        if (sets.isSet()) {
            throw new Forbidden("The token is limited to these strategy sets: " + sets.listed()
                    + "; a request with it has no update_strategy, guards or force of its own.");
        }
    }

    /**
     * Refuses a plan that the caller could not have made: at another target, with a strategy that is in none of the
     * caller's strategy sets, or to take a run back with guards or force of its own.
     *
     * @param sets finds a strategy set by its name
     */
    public void checkPlan(PlanReport plan, Function<String, Optional<StrategySet>> sets) {
        checkTarget(plan.target());
        var limit = caller().strategySets();
        if (limit.isSet() && !isWithin(limit, plan, sets)) {
            throw new Forbidden("The token is limited to these strategy sets: " + limit.listed()
                    + "; the plan was made with another strategy, other guards or force.");
        }
    }

    private static boolean isWithin(Limit limit, PlanReport plan, Function<String, Optional<StrategySet>> sets) {
        return plan.restoreOf() != null
                ? Likeness.ofPlainRestore(plan)
                : limit.names().stream().map(sets).flatMap(Optional::stream).anyMatch(set -> Likeness.of(set, plan));
    }
}
