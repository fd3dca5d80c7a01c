package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.webhook.Courier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives each delivery to a webhook a task, which one process does until it is delivered or given up. Deliveries are
 * written down with what they tell of, and found here a moment later: also those whose process died in between.
 */
@Component
class DeliveryTasks implements Work {

    private static final String NAME = "webhook";
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private final Courier courier;
    private final Deliveries deliveries;
    private final ObjectProvider<Replica> replica;
    private final Clock clock;
    private final CustomTask<Void> task;

    DeliveryTasks(Courier courier, Deliveries deliveries, ObjectProvider<Replica> replica, Clock clock) {
        this.courier = courier;
        this.deliveries = deliveries;
        this.replica = replica;
        this.clock = clock;
        this.task = Tasks.custom(NAME, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecution(new DeadExecutionHandler.ReviveDeadExecution<>())
                .execute(this::deliver);
    }

    @Override
    public List<Task<?>> tasks() {
        return List.of(task);
    }

    @Override
    public void lookAfter() {
        deliveries
                .unscheduled(NAME, AT_ONCE)
                .forEach(id -> replica.getObject().scheduler().scheduleIfNotExists(task.instance(id), clock.instant()));
    }

    private CompletionHandler<Void> deliver(TaskInstance<Void> instance, ExecutionContext context) {
        return courier.deliver(instance.getId()).map(this::again).orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    private CompletionHandler<Void> again(Duration pause) {
        return (done, operations) -> operations.reschedule(done, clock.instant().plus(pause));
    }
}
