package dev.supersetsync.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishes what the API can do at {@code /v3/api-docs}: routes, parameters and answers come from the controllers, what
 * is said of them, the requests and all examples from {@code openapi/api.yaml}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Body.class);
    }

    /** The names of members, as they are in bodies. */
    @Bean
    ModelResolver snakeCase() {
        return new ModelResolver(
                Json31.converterMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    /** Reads what is said of the API when the document is first asked for: reading it takes part of the start's time. */
    @Bean
    OpenApiCustomizer describedApi() {
        return published -> {
            new OpenApiMerge(published, OpenApiText.read()).merge();
            ResponseSchemas.complete(published.getComponents());
        };
    }
}
