package dev.supersetsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.webhook.WebhookSettings.Format;
import dev.supersetsync.webhook.WebhookSettings.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookSettingsTests {

    private static Webhook webhook(@Nullable String url, WebhookEvent... events) {
        return new Webhook(
                url == null ? null : URI.create(url),
                new Secret("geheim"),
                List.of(events),
                Format.JSON,
                List.of(),
                List.of());
    }

    private static WebhookSettings settings(Webhook webhook) {
        return new WebhookSettings(Map.of("ops", webhook), "https://sync.example.org/");
    }

    @Test
    void aWebhookNeedsAnAddress() {
        assertThatThrownBy(() -> settings(webhook(null))).hasMessageContaining("superset-sync.webhooks.ops.url");
        assertThatThrownBy(() -> settings(webhook(""))).hasMessageContaining("superset-sync.webhooks.ops.url");
    }

    @Test
    void aTestIsNothingToAskFor() {
        assertThatThrownBy(() -> settings(webhook("https://hooks.example.org", WebhookEvent.TEST)))
                .hasMessageContaining("superset-sync.webhooks.ops.events");
    }

    @Test
    void aSlashAtTheEndOfTheAddressForPeopleIsLeftOut() {
        assertThat(settings(webhook("https://hooks.example.org")).publicUrl()).isEqualTo("https://sync.example.org");
    }

    @Test
    void isToldOfItsTargetsAndJobs() {
        var all = webhook("https://hooks.example.org");
        var some = new Webhook(
                all.url(), all.secret(), all.events(), Format.JSON, List.of("main", ""), List.of("nightly"));

        assertThat(all.isAbout("other", null)).isTrue();
        assertThat(some.isAbout("main", "nightly")).isTrue();
        assertThat(some.isAbout("main", null)).isFalse();
        assertThat(some.isAbout("main", "hourly")).isFalse();
        assertThat(some.isAbout("other", "nightly")).isFalse();
    }

    @Test
    void itsSecretIsNotShown() {
        assertThat(webhook("https://hooks.example.org").toString()).doesNotContain("geheim");
    }
}
