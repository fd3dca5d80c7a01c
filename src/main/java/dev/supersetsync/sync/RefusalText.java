package dev.supersetsync.sync;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.state.SupersetException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes down why a run was refused, and makes the same refusal of it again, for whoever waits at another process. */
final class RefusalText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RefusalText() {}

    /** What is written of a refusal, or of anything else that ends a run before it writes. */
    static String write(RuntimeException refusal) {
        return JSON.writerFor(Reason.class).writeValueAsString(reason(refusal));
    }

    static RuntimeException read(String text) {
        return JSON.readValue(text, Reason.class).refusal();
    }

    private static Reason reason(RuntimeException refusal) {
        return switch (refusal) {
            case Refusal.UnknownName unknown -> new UnknownName(unknown.kind(), unknown.name());
            case Refusal.InvalidRequest invalid -> new InvalidRequest(invalid.violations());
            case Refusal.RefusedByGuard guard -> new RefusedByGuard(guard.plan());
            case Refusal.StalePlan stale -> new StalePlan(stale.planId(), stale.moved());
            case Refusal.PlanApplied applied -> new PlanApplied(applied.planId(), applied.runId());
            case Refusal.BackupExpired expired -> new BackupExpired(expired.runId());
            case Refusal.TargetBusy busy -> new TargetBusy(busy.target());
            case Refusal.KeyReused _ -> new KeyReused();
            case InvalidModels invalid -> new InvalidDocument(invalid.violations());
            case SupersetException failed ->
                new SupersetFailed(failed.kind(), failed.call(), failed.status(), failed.said());
            default -> throw new IllegalArgumentException("This is no refusal.", refusal);
        };
    }

    /** What is written of one kind of refusal. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private sealed interface Reason {

        RuntimeException refusal();
    }

    private record UnknownName(String kind, String name) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.UnknownName(kind, name);
        }
    }

    private record InvalidRequest(List<Violation> violations) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.InvalidRequest(violations);
        }
    }

    private record RefusedByGuard(PlanReport plan) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.RefusedByGuard(plan);
        }
    }

    private record StalePlan(String planId, List<String> moved) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.StalePlan(planId, moved);
        }
    }

    private record PlanApplied(String planId, String runId) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.PlanApplied(planId, runId);
        }
    }

    private record BackupExpired(String runId) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.BackupExpired(runId);
        }
    }

    private record TargetBusy(String target) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.TargetBusy(target);
        }
    }

    private record KeyReused() implements Reason {
        @Override
        public RuntimeException refusal() {
            return new Refusal.KeyReused();
        }
    }

    private record InvalidDocument(List<Violation> violations) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new InvalidModels(violations);
        }
    }

    private record SupersetFailed(
            SupersetException.Kind kind,
            String call,
            @Nullable Integer status,
            String message) implements Reason {
        @Override
        public RuntimeException refusal() {
            return new SupersetException(kind, call, status, message);
        }
    }
}
