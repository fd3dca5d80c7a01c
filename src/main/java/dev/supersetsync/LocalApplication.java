package dev.supersetsync;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/**
 * The parts of the service that commands work with where no server does it for them: the use cases, what they store and
 * Superset, without HTTP, sign-in, health and measurements. The settings are those of the service.
 */
@EnableAutoConfiguration(exclude = PrometheusExemplarsAutoConfiguration.class)
@ComponentScan(
        basePackages = {
            "dev.supersetsync.job",
            "dev.supersetsync.outbound",
            "dev.supersetsync.run",
            "dev.supersetsync.settings",
            "dev.supersetsync.source",
            "dev.supersetsync.superset",
            "dev.supersetsync.sync",
            "dev.supersetsync.webhook"
        },
        excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@ConfigurationPropertiesScan
final class LocalApplication {}
