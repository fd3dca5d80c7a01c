package dev.supersetsync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TracesNeedAnEndpointTests {

    private static final String ENABLED = "management.opentelemetry.enabled";

    @Test
    void withoutAnEndpointThereAreNone() {
        assertThat(environment(Map.of()).getProperty(ENABLED)).isEqualTo("false");
    }

    @Test
    void theVariableOfOpenTelemetryIsAnEndpoint() {
        var environment = environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"));

        assertThat(environment.getProperty(ENABLED)).isNull();
        assertThat(environment.getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
                .isEqualTo("http://collector:4318/v1/traces");
    }

    @Test
    void whoeverSaysItDecides() {
        assertThat(environment(Map.of("management.opentelemetry.enabled", "true"))
                        .getProperty(ENABLED))
                .isEqualTo("true");
    }

    /** As an application has it that starts with these variables. */
    private static ConfigurableEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        var application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        try (var context = application.run("--spring.main.lazy-initialization=true", "--logging.level.root=warn")) {
            return context.getEnvironment();
        }
    }
}
