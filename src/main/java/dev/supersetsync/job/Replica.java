package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.supersetsync.run.StorageKind;
import dev.supersetsync.sync.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This process as one of those that share the work. A service takes part from its start; a command from when it has work
 * of its own. When the process is told to end it begins nothing, lets what is at work go on for a while, and then has it
 * stop before its next write, for others to go on: all that before the web server stops, so that callers are answered.
 */
@Component
class Replica implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final String RELEASE =
            "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL WHERE picked";
    private static final int MISSED_UNTIL_DEAD = 6;
    private static final int MISSED_UNTIL_LOST = MISSED_UNTIL_DEAD / 2;
    private static final Duration LOOKING_AFTER = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(20);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private final DataSource source;
    private final StorageKind storage;
    private final QueueSettings.Queue settings;
    private final TargetTasks targets;
    private final List<Work> works;
    private final Waiting waiting;
    private final boolean isService;
    private final Scheduler scheduler;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("queue").factory());
    private final Pulse pulse;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pulse").factory());
    private volatile boolean isRunning;
    private volatile boolean isEnding;
    private volatile boolean isOver;

    Replica(
            DataSource source,
            StorageKind storage,
            QueueSettings settings,
            TargetTasks targets,
            List<Work> works,
            Waiting waiting,
            ApplicationContext context) {
        this.source = source;
        this.storage = storage;
        this.settings = settings.queue();
        this.targets = targets;
        this.waiting = waiting;
        this.pulse = new Pulse(this.settings.heartbeat().multipliedBy(MISSED_UNTIL_LOST), System::nanoTime);
        this.isService = context instanceof WebServerApplicationContext;
        this.works = isService ? works : List.of();
        var tasks = new ArrayList<Task<?>>(List.of(targets.task()));
        var recurring = new ArrayList<RecurringTask<Void>>();
        this.works.forEach(work -> tasks.addAll(work.tasks()));
        this.works.forEach(work -> recurring.addAll(work.recurring()));
        this.scheduler = Scheduler.create(source, tasks)
                .startTasks(recurring)
                .schedulerName(new SchedulerName.Fixed("superset-sync-" + UUID.randomUUID()))
                .threads(this.settings.workers())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("run-", 0).factory()))
                .pollingInterval(this.settings.polling())
                .heartbeatInterval(this.settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_UNTIL_DEAD)
                .enableImmediateExecution()
                .jdbcCustomization(customization(storage, source))
                .shutdownMaxWait(LONGEST_CALL)
                .build();
    }

    /** H2 needs none of its own, and is not to be warned of for that. */
    private static JdbcCustomization customization(StorageKind storage, DataSource source) {
        return storage == StorageKind.EMBEDDED
                ? new DefaultJdbcCustomization(false)
                : new AutodetectJdbcCustomization(source);
    }

    /** The scheduler; it works from now on at the latest. */
    SchedulerClient scheduler() {
        if (!isRunning && !isEnding) {
            start();
        }
        return scheduler;
    }

    /** How often the process stood still for so long that others may have taken it for dead. */
    long standstills() {
        return pulse.beat();
    }

    /** Whether nothing new may be begun. */
    boolean isEnding() {
        return isEnding;
    }

    /** Whether what is at work has to stop before its next write. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public boolean isAutoStartup() {
        return isService;
    }

    @Override
    public synchronized void start() {
        if (isRunning || isEnding) {
            return;
        }
        isRunning = true;
        if (storage == StorageKind.EMBEDDED) {
            // Nobody else has this database, so whoever had picked something is gone.
            JdbcClient.create(source).sql(RELEASE).update();
        }
        scheduler.start();
        beating.scheduleAtFixedRate(this::beat, 0, settings.heartbeat().toMillis() / 2, TimeUnit.MILLISECONDS);
        repeat("Queued runs", targets::wakeAll, LOOKING_AFTER);
        works.forEach(work -> repeat("Work to do", work::lookAfter, settings.polling()));
    }

    private void beat() {
        pulse.beat();
        targets.watchTurns();
    }

    private void repeat(String what, Runnable look, Duration pause) {
        Runnable quietly = () -> {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.warn("{} cannot be looked at; this is tried again: {}", what, e.getMessage());
            }
        };
        housekeeping.scheduleWithFixedDelay(quietly, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        isEnding = true;
        housekeeping.shutdownNow();
        Thread grace = Thread.ofVirtual().start(this::endAfterGrace);
        scheduler.stop();
        grace.interrupt();
        isOver = true;
        beating.shutdownNow();
        isRunning = false;
        waiting.endWithin(storage == StorageKind.EMBEDDED ? Duration.ZERO : ANSWERING);
    }

    private void endAfterGrace() {
        try {
            Thread.sleep(settings.grace());
            isOver = true;
        } catch (InterruptedException everythingIsDone) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
