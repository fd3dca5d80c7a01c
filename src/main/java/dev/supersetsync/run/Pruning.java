package dev.supersetsync.run;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes out what is older, or more, than is to be kept. When it does so is up to its caller. */
@Component
public class Pruning {

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final Runs runs;
    private final Plans plans;
    private final Backups backups;
    private final StorageSettings settings;
    private final Clock clock;

    public Pruning(Runs runs, Plans plans, Backups backups, StorageSettings settings, Clock clock) {
        this.runs = runs;
        this.plans = plans;
        this.backups = backups;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes out what need not be kept any more: backups first, since a run stays as long as its backup. */
    public void prune() {
        int purgedBackups = backups.purge();
        int purgedPlans = plans.purge();
        int purgedRuns = runs.purge(
                clock.instant().minus(settings.retention().runs()),
                settings.retention().mostRuns());
        if (purgedBackups + purgedPlans + purgedRuns > 0) {
            LOG.info("Pruned {} backups, {} plans and {} runs", purgedBackups, purgedPlans, purgedRuns);
        }
    }
}
