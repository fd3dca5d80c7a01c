package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.run.Pruning;
import dev.supersetsync.run.RunEvents;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Has the storage pruned every ten minutes, by one process. */
@Component
class PruningTimes implements Work {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pruning pruning;
    private final RunEvents events;
    private final Deliveries deliveries;

    PruningTimes(Pruning pruning, RunEvents events, Deliveries deliveries) {
        this.pruning = pruning;
        this.events = events;
        this.deliveries = deliveries;
    }

    @Override
    public List<RecurringTask<Void>> recurring() {
        return List.of(Tasks.recurring("prune", FixedDelay.of(EVERY)).execute((_, _) -> prune()));
    }

    private void prune() {
        pruning.prune();
        events.prune();
        deliveries.prune();
    }
}
