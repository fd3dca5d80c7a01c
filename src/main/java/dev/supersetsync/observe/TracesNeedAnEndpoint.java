package dev.supersetsync.observe;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Leaves traces off where nothing says who collects them: without that, spans would be made for nobody, and calls to
 * Superset would carry the headers of traces that do not exist. Whoever says it otherwise in the configuration decides.
 */
final class TracesNeedAnEndpoint implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** That no spans are made, and that those of callers are not handed on. */
    private static final Map<String, Object> OFF =
            Map.of("management.opentelemetry.enabled", false, "management.tracing.export.enabled", false);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.getProperty(ENDPOINT, "").isBlank()) {
            environment.getPropertySources().addLast(new MapPropertySource("traces need an endpoint", OFF));
        }
    }
}
