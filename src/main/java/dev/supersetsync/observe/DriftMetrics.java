package dev.supersetsync.observe;

import dev.supersetsync.job.Drifts;
import dev.supersetsync.job.JobCatalog;
import dev.supersetsync.run.Reports.DriftReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Tells, for each job that looks for drift, how many datasets people had changed when it last looked. What any replica
 * found is told by each of them; NaN until somebody looked.
 */
@Component
class DriftMetrics implements MeterBinder {

    private final JobCatalog jobs;
    private final Drifts drifts;
    private final StoredNumbers numbers;

    DriftMetrics(JobCatalog jobs, Drifts drifts, StoredNumbers numbers) {
        this.jobs = jobs;
        this.drifts = drifts;
        this.numbers = numbers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        jobs.watching()
                .forEach(job -> Gauge.builder("superset.sync.drift", () -> numbers.read(() -> changed(job)))
                        .description("How many datasets people had changed when the job last looked")
                        .tag("sync_job", job)
                        .register(registry));
    }

    private double changed(String job) {
        return drifts.last(job)
                .map(DriftReport::changes)
                .map(List::size)
                .map(Integer::doubleValue)
                .orElse(Double.NaN);
    }
}
