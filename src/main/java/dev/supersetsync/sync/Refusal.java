package dev.supersetsync.sync;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import java.io.Serial;
import java.util.List;

/** A request that leads to no run, or to none that wrote: why, with what a caller needs to go on. */
public abstract sealed class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private Refusal(String message) {
        super(message);
    }

    /** Something that the request names does not exist. */
    public static final class UnknownName extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String kind;
        private final String name;

        /**
         * An unknown name.
         *
         * @param kind what it should be, such as {@code target}
         * @param name the name as it came
         */
        public UnknownName(String kind, String name) {
            super("There is no " + kind + " '" + name + "'.");
            this.kind = kind;
            this.name = name;
        }

        String kind() {
            return kind;
        }

        String name() {
            return name;
        }
    }

    /** The request contradicts itself or lacks something. */
    public static final class InvalidRequest extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        public InvalidRequest(List<Violation> violations) {
            super("The request has " + violations.size() + " violation(s).");
            this.violations = List.copyOf(violations);
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** A guard with FAIL refuses the plan; {@link PlanReport#refusedBy()} says which. */
    public static final class RefusedByGuard extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient PlanReport plan;

        public RefusedByGuard(PlanReport plan) {
            super("Refused by a guard: " + String.join(", ", plan.refusedBy()) + ". Nothing was written.");
            this.plan = plan;
        }

        public PlanReport plan() {
            return plan;
        }
    }

    /** Superset, the warehouse or the configuration moved since the plan was made. */
    public static final class StalePlan extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String planId;
        private final transient List<String> moved;

        public StalePlan(String planId, List<String> moved) {
            super("Plan " + planId + " no longer fits, since this moved: " + String.join(", ", moved)
                    + ". Nothing was written; make a new plan.");
            this.planId = planId;
            this.moved = List.copyOf(moved);
        }

        String planId() {
            return planId;
        }

        List<String> moved() {
            return moved;
        }
    }

    /** The plan was applied before: it applies once. */
    public static final class PlanApplied extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String planId;
        private final String runId;

        public PlanApplied(String planId, String runId) {
            super("Plan " + planId + " was applied by run " + runId + "; a plan applies once.");
            this.planId = planId;
            this.runId = runId;
        }

        String planId() {
            return planId;
        }

        String runId() {
            return runId;
        }
    }

    /** What would take the run back was kept for the configured time, which is over. */
    public static final class BackupExpired extends Refusal {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String runId;

        public BackupExpired(String runId) {
            super("The backup of run " + runId + " has expired, so it can no longer be taken back.");
            this.runId = runId;
        }

        String runId() {
            return runId;
        }
    }

    /** Another run writes to the target, and the caller does not want to wait. */
    public static final class TargetBusy extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String target;

        public TargetBusy(String target) {
            super("Another run is at work on target '" + target + "'.");
            this.target = target;
        }

        String target() {
            return target;
        }
    }

    /** An idempotency key came with another request than the one that it belongs to. */
    public static final class KeyReused extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super("This Idempotency-Key came with another request before. Use a new key for a new request.");
        }
    }

    /** The run has ended, so it cannot be stopped. */
    public static final class RunEnded extends Refusal {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient RunReport run;

        public RunEnded(RunReport run) {
            super("Run " + run.id() + " has ended: it is " + run.status() + ".");
            this.run = run;
        }

        public RunReport run() {
            return run;
        }
    }
}
