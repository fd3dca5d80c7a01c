package dev.supersetsync;

import dev.supersetsync.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration;

/**
 * Starts the service, or a command. What they do is in the packages below; this class only finds them, and looks for parts
 * only in packages that have some, since to read each class of the others takes a start some percent. It goes without
 * exemplars: they look for the tracer from the thread that tells of garbage collections, which while the service starts can
 * wait for the starting thread for ever, and that one for it.
 */
@SpringBootApplication(
        exclude = PrometheusExemplarsAutoConfiguration.class,
        scanBasePackages = {
            "dev.supersetsync.api",
            "dev.supersetsync.audit",
            "dev.supersetsync.job",
            "dev.supersetsync.observe",
            "dev.supersetsync.outbound",
            "dev.supersetsync.run",
            "dev.supersetsync.security",
            "dev.supersetsync.settings",
            "dev.supersetsync.source",
            "dev.supersetsync.superset",
            "dev.supersetsync.sync",
            "dev.supersetsync.webhook"
        })
@ConfigurationPropertiesScan({
    "dev.supersetsync.job",
    "dev.supersetsync.outbound",
    "dev.supersetsync.run",
    "dev.supersetsync.security",
    "dev.supersetsync.source",
    "dev.supersetsync.superset",
    "dev.supersetsync.sync",
    "dev.supersetsync.webhook"
})
public class SupersetSyncApplication {

    /**
     * Starts the service and returns when it is ready, or runs a command and ends with its exit code. Nothing of Spring is
     * loaded for a command that can do without.
     *
     * @param args a command with its options; or none, or Spring Boot's own arguments, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        if (Commands.areMeantBy(args)) {
            System.exit(Commands.run(LocalApplication.class, args));
        }
        SpringApplication.run(SupersetSyncApplication.class, Commands.ofService(args));
    }
}
