package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.supersetsync.run.Pruning;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Has the storage pruned every hour, by one process. */
@Component
class PruningTimes implements Work {

    private static final Duration EVERY = Duration.ofHours(1);

    private final Pruning pruning;

    PruningTimes(Pruning pruning) {
        this.pruning = pruning;
    }

    @Override
    public List<RecurringTask<Void>> recurring() {
        return List.of(Tasks.recurring("prune", FixedDelay.of(EVERY)).execute((_, _) -> pruning.prune()));
    }
}
