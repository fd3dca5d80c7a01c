package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.supersetsync.sync.Waiting;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * This process as one of those that share the work. A service takes part from its start; a command from when it has work
 * of its own. When the process is told to end it begins nothing, lets what is at work go on for a while, and then has it
 * stop before its next write, for others to go on: all that before the web server stops, so that callers are answered.
 */
@Component
class Replica implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final int MISSED_UNTIL_LOST = SharedScheduler.MISSED_UNTIL_DEAD / 2;
    private static final Duration LOOKING_AFTER = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(20);

    private final SharedScheduler scheduler;
    private final TargetTasks targets;
    private final ServiceWork works;
    private final QueueSettings.Queue settings;
    private final Waiting waiting;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("queue").factory());
    private final Pulse pulse;
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pulse").factory());
    private volatile boolean isRunning;
    private volatile boolean isEnding;
    private volatile boolean isOver;

    Replica(
            SharedScheduler scheduler,
            TargetTasks targets,
            ServiceWork works,
            QueueSettings settings,
            Waiting waiting) {
        this.scheduler = scheduler;
        this.targets = targets;
        this.works = works;
        this.settings = settings.queue();
        this.waiting = waiting;
        this.pulse = new Pulse(this.settings.heartbeat().multipliedBy(MISSED_UNTIL_LOST), System::nanoTime);
    }

    /** The scheduler; it works from now on at the latest. */
    SchedulerClient scheduler() {
        if (!isRunning && !isEnding) {
            start();
        }
        return scheduler.client();
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
        return works.isService();
    }

    @Override
    public synchronized void start() {
        if (isRunning || isEnding) {
            return;
        }
        isRunning = true;
        scheduler.start();
        beating.scheduleAtFixedRate(this::beat, 0, settings.heartbeat().toMillis() / 2, TimeUnit.MILLISECONDS);
        repeat("Queued runs", targets::wakeAll, LOOKING_AFTER);
        works.each(work -> repeat("Work to do", work::lookAfter, settings.polling()));
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
        housekeeping.shutdown();
        Thread grace = Thread.ofVirtual().start(this::endAfterGrace);
        scheduler.stop();
        grace.interrupt();
        isOver = true;
        beating.shutdown();
        isRunning = false;
        waiting.endWithin(scheduler.isAlone() ? Duration.ZERO : ANSWERING);
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
