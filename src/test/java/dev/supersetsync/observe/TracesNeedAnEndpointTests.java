package dev.supersetsync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class TracesNeedAnEndpointTests {

    private static final String ENABLED = "management.opentelemetry.enabled";
    private static final String HANDED_ON = "management.tracing.export.enabled";

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void withoutAnEndpointThereAreNone() {
        start();

        assertThat(environment.getProperty(ENABLED)).isEqualTo("false");
        assertThat(environment.getProperty(HANDED_ON)).isEqualTo("false");
    }

    @Test
    void withAnEndpointThereAre() {
        environment.setProperty(
                "management.opentelemetry.tracing.export.otlp.endpoint", "http://collector:4318/v1/traces");

        start();

        assertThat(environment.getProperty(ENABLED)).isNull();
        assertThat(environment.getProperty(HANDED_ON)).isNull();
    }

    @Test
    void whoeverSaysItDecides() {
        environment.setProperty(ENABLED, "true");

        start();

        assertThat(environment.getProperty(ENABLED)).isEqualTo("true");
    }

    private void start() {
        var context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new TracesNeedAnEndpoint().initialize(context);
    }
}
