package dev.supersetsync.webhook;

import dev.supersetsync.run.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, in the words of answers and without its secrets: of the address, whose path often is one, only where it is.
 *
 * @param isSigned whether it has a secret
 * @param targets the targets that it is told of; none for all
 * @param jobs the jobs that it is told of; none for all
 * @param lastDelivery what it was last told, null for nothing
 */
public record WebhookReport(
        String name,
        String host,
        boolean isSigned,
        String format,
        List<WebhookEvent> events,
        List<String> targets,
        List<String> jobs,
        @Nullable Delivery lastDelivery) {}
