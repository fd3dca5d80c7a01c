package dev.supersetsync.webhook;

import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.outbound.OutboundAnswer;
import dev.supersetsync.outbound.OutboundException;
import dev.supersetsync.outbound.OutboundException.Reason;
import dev.supersetsync.outbound.OutboundRequest;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.run.Delivery;
import dev.supersetsync.run.Delivery.Status;
import dev.supersetsync.webhook.WebhookSettings.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what webhooks are told, and says when to try again. A few at a time, so that one who does not answer holds up no
 * runs. A process that dies after it was answered sends again: the id of the delivery tells that it is the same.
 */
@Component
public class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WHILE_OTHERS_ARE_SENT = Duration.ofSeconds(5);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4));
    private static final int MOST_BYTES = 64 * 1024;
    private static final int EXCERPT = 200;

    private final Map<String, Webhook> webhooks;
    private final Deliveries deliveries;
    private final Outbound outbound;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(4);

    Courier(WebhookSettings settings, Deliveries deliveries, Outbound outbound, Clock clock) {
        this.webhooks = settings.webhooks();
        this.deliveries = deliveries;
        this.outbound = outbound;
        this.clock = clock;
        webhooks.forEach(
                (name, webhook) -> outbound.complaint(webhook.address()).ifPresent(wrong -> {
                    throw new IllegalArgumentException(
                            "superset-sync.webhooks." + name + ".url: the address " + wrong + ".");
                }));
    }

    /**
     * Sends a delivery, if it is still to be sent.
     *
     * @return after which time to try again; empty if it is done with
     */
    public Optional<Duration> deliver(String id) {
        Optional<Delivery> pending = deliveries.find(id).filter(delivery -> delivery.status() == Status.PENDING);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        if (!atOnce.tryAcquire()) {
            return Optional.of(WHILE_OTHERS_ARE_SENT);
        }
        try {
            Delivery attempted = attempted(pending.get());
            deliveries.save(attempted);
            return attempted.status() == Status.PENDING
                    ? Optional.of(PAUSES.get(attempted.attempts() - 1))
                    : Optional.empty();
        } finally {
            atOnce.release();
        }
    }

    private Delivery attempted(Delivery delivery) {
        Instant at = clock.instant();
        Webhook webhook = webhooks.get(delivery.webhook());
        if (webhook == null) {
            return failed(delivery, null, "this process is configured with no webhook of that name", false, at);
        }
        try {
            OutboundAnswer answer = outbound.send(request(delivery, webhook, at));
            return answer.status() >= 200 && answer.status() < 300
                    ? delivery.attempted(Status.DELIVERED, answer.status(), null, at)
                    : failed(delivery, answer.status(), excerpt(answer.body()), false, at);
        } catch (OutboundException e) {
            return failed(delivery, null, String.valueOf(e.getMessage()), e.reason() == Reason.NOT_ALLOWED, at);
        }
    }

    private OutboundRequest request(Delivery delivery, Webhook webhook, Instant at) {
        byte[] body = deliveries.body(delivery.id()).getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Superset-Sync-Delivery", delivery.id());
        headers.put("X-Superset-Sync-Event", delivery.event());
        if (!webhook.secret().isBlank()) {
            headers.put(Signature.HEADER, Signature.of(webhook.secret(), at, body));
        }
        return new OutboundRequest("POST", webhook.address(), headers, body, PATIENCE, MOST_BYTES);
    }

    private static Delivery failed(
            Delivery delivery, @Nullable Integer answer, String why, boolean isInVain, Instant at) {
        boolean isOver = isInVain || delivery.attempts() >= PAUSES.size();
        LOG.warn(
                "Webhook {} was not told ({}), {}: {} {}",
                delivery.webhook(),
                delivery.id(),
                isOver ? "and is not again" : "and is again later",
                answer == null ? "" : answer,
                why);
        return delivery.attempted(isOver ? Status.FAILED : Status.PENDING, answer, why, at);
    }

    /** Enough to see what is wrong, in one line. */
    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
    }
}
