package dev.supersetsync.webhook;

import dev.supersetsync.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told what happened.
 *
 * @param webhooks by their names
 * @param publicUrl where people reach this service, for links; empty for no links
 */
@ConfigurationProperties("superset-sync")
record WebhookSettings(
        @DefaultValue Map<String, Webhook> webhooks,
        @DefaultValue("") String publicUrl) {

    WebhookSettings {
        webhooks = Map.copyOf(webhooks);
        webhooks.forEach((name, webhook) -> webhook.check("superset-sync.webhooks." + name));
        publicUrl = publicUrl.strip().replaceFirst("/+$", "");
    }

    /** In which shape a webhook is told. */
    enum Format {
        /** All that is known of it, for programs. */
        JSON,
        /** One text for people, as Slack and those compatible with it take it. */
        SLACK
    }

    /**
     * One of those who are told.
     *
     * @param url where it is told; it can hold a secret, so it is never shown whole
     * @param secret what it is signed with; empty for no signature
     * @param events what it is told of
     * @param format in which shape
     * @param targets the targets that it is told of; none for all
     * @param jobs the jobs that it is told of, and then of nothing that is of no job; none for all
     */
    record Webhook(
            @Nullable URI url,
            @DefaultValue("") Secret secret,

            @DefaultValue({"RUN_FAILED", "WITHHELD", "DRIFT", "JOB_FAILED"})
            List<WebhookEvent> events,

            @DefaultValue("JSON") Format format,
            @DefaultValue List<String> targets,
            @DefaultValue List<String> jobs) {

        Webhook {
            events = List.copyOf(events);
            targets = withoutBlanks(targets);
            jobs = withoutBlanks(jobs);
        }

        private static List<String> withoutBlanks(List<String> names) {
            return names.stream().filter(name -> !name.isBlank()).toList();
        }

        private void check(String key) {
            if (url == null || url.toString().isBlank()) {
                throw new IllegalArgumentException(key + ".url is missing: where is it told?");
            }
            if (events.contains(WebhookEvent.TEST)) {
                throw new IllegalArgumentException(
                        key + ".events: TEST is told to every webhook that is tried, and is none of them.");
            }
        }

        URI address() {
            if (url == null) {
                throw new IllegalStateException("It was checked that there is one.");
            }
            return url;
        }

        boolean isAbout(String target, @Nullable String job) {
            return (targets.isEmpty() || targets.contains(target))
                    && (jobs.isEmpty() || job != null && jobs.contains(job));
        }
    }
}
