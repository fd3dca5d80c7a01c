package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.supersetsync.job.JobSettings.ConfiguredJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Has each job done when it is its time, by one process. A time that nobody was there for is made up once; a job whose
 * schedule is gone from the configuration has no time any more.
 */
@Component
class JobTimes implements Work {

    private static final String PREFIX = "job ";

    private final Map<String, ConfiguredJob> jobs;
    private final ObjectProvider<DueJobs> doing;
    private final ObjectProvider<Replica> replica;

    JobTimes(JobSettings settings, ObjectProvider<DueJobs> doing, ObjectProvider<Replica> replica) {
        this.jobs = settings.jobs();
        this.doing = doing;
        this.replica = replica;
    }

    @Override
    public List<RecurringTask<Void>> recurring() {
        return jobs.entrySet().stream()
                .map(job -> task(job.getKey(), job.getValue()))
                .toList();
    }

    private RecurringTask<Void> task(String name, ConfiguredJob job) {
        When when = job.enabled() ? job.when() : new When.Never();
        return Tasks.recurring(PREFIX + name, when)
                .execute((_, _) -> doing.getObject().due(name));
    }

    /** When it is a job's time next. */
    Optional<Instant> next(String name) {
        return replica.getObject()
                .scheduler()
                .getScheduledExecution(TaskInstanceId.of(PREFIX + name, RecurringTask.INSTANCE))
                .map(ScheduledExecution::getExecutionTime);
    }
}
