package dev.supersetsync.observe;

import dev.supersetsync.job.JobReport;
import dev.supersetsync.job.Jobs;
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

    private final Jobs jobs;
    private final StoredNumbers numbers;

    DriftMetrics(Jobs jobs, StoredNumbers numbers) {
        this.jobs = jobs;
        this.numbers = numbers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        watching()
                .forEach(job -> Gauge.builder("superset.sync.drift", () -> numbers.read(() -> changed(job)))
                        .description("How many datasets people had changed when the job last looked")
                        .tag("sync_job", job)
                        .register(registry));
    }

    private List<String> watching() {
        return jobs.list().stream()
                .filter(job -> job.mode().equals("DRIFT"))
                .map(JobReport::name)
                .toList();
    }

    private double changed(String job) {
        return jobs.lastDrift(job)
                .map(DriftReport::changes)
                .map(List::size)
                .map(Integer::doubleValue)
                .orElse(Double.NaN);
    }
}
