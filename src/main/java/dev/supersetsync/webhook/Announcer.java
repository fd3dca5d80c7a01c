package dev.supersetsync.webhook;

import dev.supersetsync.run.Announcements;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.run.Delivery;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.StoredJson;
import dev.supersetsync.webhook.News.DriftNews;
import dev.supersetsync.webhook.News.JobNews;
import dev.supersetsync.webhook.News.Links;
import dev.supersetsync.webhook.News.RunNews;
import dev.supersetsync.webhook.WebhookSettings.Format;
import dev.supersetsync.webhook.WebhookSettings.Webhook;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down for each webhook what it wants to know, once for each thing that happened: of a run under the first event
 * of {@link WebhookEvent} that it asked for. It sends nothing.
 */
@Component
class Announcer implements Announcements {

    private final Map<String, Webhook> webhooks;
    private final Links links;
    private final Deliveries deliveries;
    private final StoredJson json;
    private final Clock clock;

    Announcer(WebhookSettings settings, Deliveries deliveries, StoredJson json, Clock clock) {
        this.webhooks = settings.webhooks();
        this.links = new Links(settings.publicUrl());
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void runEnded(RunReport run) {
        Set<WebhookEvent> happened = EnumSet.of(WebhookEvent.RUN_FINISHED);
        if (isFailure(run)) {
            happened.add(WebhookEvent.RUN_FAILED);
        }
        if (!run.withheld().isEmpty()) {
            happened.add(WebhookEvent.WITHHELD);
        }
        webhooks.forEach((name, webhook) -> {
            if (webhook.isAbout(run.target(), run.job())) {
                wanted(webhook, happened)
                        .ifPresent(event ->
                                add(name, webhook, News.of(event, clock.instant(), RunNews.of(run, links)), run.id()));
            }
        });
    }

    private static boolean isFailure(RunReport run) {
        return switch (run.status()) {
            case PARTLY_FAILED, FAILED, INTERRUPTED -> true;
            case QUEUED, RUNNING, SUCCEEDED, CANCELLED -> false;
        };
    }

    private static Optional<WebhookEvent> wanted(Webhook webhook, Set<WebhookEvent> happened) {
        return happened.stream().filter(webhook.events()::contains).findFirst();
    }

    @Override
    public void driftFound(DriftReport drift, String target) {
        tell(target, drift.job(), News.of(clock.instant(), DriftNews.of(drift, target, links)));
    }

    @Override
    public void jobFailed(String job, String target, String problem) {
        tell(target, job, News.of(clock.instant(), new JobNews(job, target, problem)));
    }

    private void tell(String target, String job, News news) {
        webhooks.forEach((name, webhook) -> {
            if (webhook.isAbout(target, job) && webhook.events().contains(news.event())) {
                add(name, webhook, news, null);
            }
        });
    }

    /** Tries a webhook. */
    Delivery test(String name, Webhook webhook) {
        return add(name, webhook, News.test(clock.instant()), null);
    }

    private Delivery add(String name, Webhook webhook, News news, @Nullable String runId) {
        return deliveries.add(name, news.event().name(), runId, json.write(body(webhook.format(), news)));
    }

    private static Object body(Format format, News news) {
        return switch (format) {
            case JSON -> news;
            case SLACK -> Map.of("text", SlackText.of(news));
        };
    }
}
