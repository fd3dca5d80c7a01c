package dev.supersetsync.job;

import dev.supersetsync.webhook.Webhooks;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stops the start where a webhook is to be told of a job that there is none of: it would be told of nothing. */
@Component
class WebhookJobs {

    WebhookJobs(Webhooks webhooks, JobCatalog jobs) {
        webhooks.jobs().forEach((name, told) -> check("superset-sync.webhooks." + name + ".jobs", told, jobs.names()));
    }

    private static void check(String key, List<String> told, List<String> known) {
        told.stream().filter(job -> !known.contains(job)).findFirst().ifPresent(job -> {
            throw new IllegalArgumentException(key + ": there is no job '" + job + "' in superset-sync.jobs, which has "
                    + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
        });
    }
}
