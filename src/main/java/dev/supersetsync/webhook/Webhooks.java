package dev.supersetsync.webhook;

import dev.supersetsync.run.Deliveries;
import dev.supersetsync.run.Delivery;
import dev.supersetsync.run.Page;
import dev.supersetsync.state.Targets;
import dev.supersetsync.webhook.WebhookSettings.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The configured webhooks: looked at, and tried. */
@Component
public class Webhooks {

    private final Map<String, Webhook> webhooks;
    private final Announcer announcer;
    private final Deliveries deliveries;

    Webhooks(WebhookSettings settings, Announcer announcer, Deliveries deliveries, Targets targets) {
        this.webhooks = settings.webhooks();
        this.announcer = announcer;
        this.deliveries = deliveries;
        webhooks.forEach((name, webhook) -> check(name, webhook, targets));
    }

    private static void check(String name, Webhook webhook, Targets targets) {
        webhook.targets().stream()
                .filter(target -> !targets.names().contains(target))
                .findFirst()
                .ifPresent(target -> {
                    throw new IllegalArgumentException("superset-sync.webhooks." + name
                            + ".targets: there is no target '" + target + "' in superset-sync.targets.");
                });
    }

    /** The jobs that each webhook is told of, by the webhook's name; none for all. */
    public Map<String, List<String>> jobs() {
        return webhooks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, webhook -> webhook.getValue().jobs()));
    }

    /** The webhooks in the order of their names. */
    public List<WebhookReport> list() {
        return webhooks.keySet().stream()
                .sorted()
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** A webhook by its name. */
    public Optional<WebhookReport> find(String name) {
        return Optional.ofNullable(webhooks.get(name)).map(webhook -> report(name, webhook));
    }

    private WebhookReport report(String name, Webhook webhook) {
        return new WebhookReport(
                name,
                webhook.address().getScheme() + "://" + webhook.address().getAuthority(),
                !webhook.secret().isBlank(),
                webhook.format().name(),
                webhook.events(),
                webhook.targets(),
                webhook.jobs(),
                deliveries.page(name, 0, 1).items().stream().findFirst().orElse(null));
    }

    /** What a webhook was told, the newest first. */
    public Page<Delivery> deliveries(String name, int page, int size) {
        return deliveries.page(name, page, size);
    }

    /** Tells a webhook that it is being tried; nothing if there is none of that name. */
    public Optional<Delivery> test(String name) {
        return Optional.ofNullable(webhooks.get(name)).map(webhook -> announcer.test(name, webhook));
    }
}
