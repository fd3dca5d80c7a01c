package dev.supersetsync.webhook;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.run.Deliveries;
import dev.supersetsync.settings.Secret;
import dev.supersetsync.webhook.WebhookSettings.Format;
import dev.supersetsync.webhook.WebhookSettings.Webhook;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourierTests {

    @Test
    void aHostThatIsNotAllowedStopsTheStart() {
        var webhook = new Webhook(
                URI.create("https://elsewhere.example.org/hook"),
                new Secret(""),
                List.of(),
                Format.JSON,
                List.of(),
                List.of());
        var settings = new WebhookSettings(Map.of("ops", webhook), "");

        assertThatThrownBy(() -> new Courier(
                        settings, mock(Deliveries.class), Outbound.allowing("hooks.example.org"), Clock.systemUTC()))
                .hasMessageContaining("superset-sync.webhooks.ops.url")
                .hasMessageContaining("superset-sync.outbound.allowed-hosts");
    }
}
