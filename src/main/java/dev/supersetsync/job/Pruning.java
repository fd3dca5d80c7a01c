package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.run.RunEvents;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes out, now and then and by one process, what is kept for a while only. */
@Component
class Pruning implements Work {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final RunEvents events;
    private final Deliveries deliveries;

    Pruning(RunEvents events, Deliveries deliveries) {
        this.events = events;
        this.deliveries = deliveries;
    }

    @Override
    public List<RecurringTask<Void>> recurring() {
        return List.of(Tasks.recurring("prune", FixedDelay.of(EVERY)).execute((_, _) -> prune()));
    }

    private void prune() {
        events.prune();
        deliveries.prune();
    }
}
