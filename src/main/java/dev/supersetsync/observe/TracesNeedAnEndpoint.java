package dev.supersetsync.observe;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Leaves traces off where nothing says who collects them: without that, spans would be made for nobody, and calls to
 * Superset would carry the headers of traces that do not exist. Whoever says {@code management.opentelemetry.enabled}
 * decides. It comes last, when configuration files and the variables of OpenTelemetry have been read.
 */
final class TracesNeedAnEndpoint implements EnvironmentPostProcessor, Ordered {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** That no spans are made, and that those of callers are not handed on. */
    private static final Map<String, Object> OFF =
            Map.of("management.opentelemetry.enabled", false, "management.tracing.export.enabled", false);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(ENDPOINT, "").isBlank()) {
            environment.getPropertySources().addLast(new MapPropertySource("traces need an endpoint", OFF));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
