package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.supersetsync.run.StorageKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The scheduler by which this process takes its part of the tasks that processes share, over the storage that they share
 * them by. When it works is up to the {@link Replica}.
 */
@Component
class SharedScheduler {

    /** A process that missed so many heartbeats is taken for dead. */
    static final int MISSED_UNTIL_DEAD = 6;

    private static final String RELEASE =
            "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL WHERE picked";
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private final DataSource source;
    private final StorageKind storage;
    private final Scheduler scheduler;

    SharedScheduler(
            DataSource source, StorageKind storage, QueueSettings settings, TargetTasks targets, ServiceWork works) {
        this.source = source;
        this.storage = storage;
        this.scheduler = scheduler(settings.queue(), targets, works);
    }

    private Scheduler scheduler(QueueSettings.Queue settings, TargetTasks targets, ServiceWork works) {
        List<Task<?>> tasks = new ArrayList<>(List.of(targets.task()));
        tasks.addAll(works.tasks());
        return Scheduler.create(source, tasks)
                .startTasks(works.recurring())
                .schedulerName(new SchedulerName.Fixed("superset-sync-" + UUID.randomUUID()))
                .threads(settings.workers())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("run-", 0).factory()))
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_UNTIL_DEAD)
                .enableImmediateExecution()
                .jdbcCustomization(customization())
                .shutdownMaxWait(LONGEST_CALL)
                .build();
    }

    /** H2 needs none of its own, and is not to be warned of for that. */
    private JdbcCustomization customization() {
        return isAlone() ? new DefaultJdbcCustomization(false) : new AutodetectJdbcCustomization(source);
    }

    /** Whether no other process has this storage, so that nobody goes on with what this one leaves. */
    boolean isAlone() {
        return storage == StorageKind.EMBEDDED;
    }

    SchedulerClient client() {
        return scheduler;
    }

    void start() {
        if (isAlone()) {
            // Nobody else has this database, so whoever had picked something is gone.
            JdbcClient.create(source).sql(RELEASE).update();
        }
        scheduler.start();
    }

    /** Takes nothing more, and waits for what is at work. */
    void stop() {
        scheduler.stop();
    }
}
