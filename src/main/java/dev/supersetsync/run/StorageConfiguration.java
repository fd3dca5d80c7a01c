package dev.supersetsync.run;

import java.time.Clock;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Chooses the database: the embedded one, unless {@code spring.datasource.url} names another. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @Conditional(NoAddress.class)
    JdbcConnectionDetails embeddedDatabase(StorageSettings settings) {
        return new EmbeddedDatabase(settings.embeddedUrl());
    }

    @Bean
    StorageKind storageKind(Environment environment) {
        String address = environment.getProperty("spring.datasource.url", "");
        return NoAddress.isIn(environment) || address.startsWith("jdbc:h2:mem:")
                ? StorageKind.EMBEDDED
                : StorageKind.SHARED;
    }

    @Bean
    InterruptedRuns interruptedRuns(Runs runs, RunQueue queue, RunEnds ends, Clock clock, InterruptedRuns.Owner owner) {
        return new InterruptedRuns(runs, queue, ends, clock, owner);
    }

    @Bean
    InterruptedRuns.Owner storageOwner(StorageKind kind, ApplicationContext context) {
        if (kind == StorageKind.SHARED) {
            return InterruptedRuns.Owner.REPLICA;
        }
        return context instanceof WebServerApplicationContext
                ? InterruptedRuns.Owner.SERVICE
                : InterruptedRuns.Owner.COMMAND;
    }

    /** What is unfinished is told as interrupted also to commands, whose parts are lazy. */
    @Bean
    @Conditional(NoAddress.class)
    static LazyInitializationExcludeFilter interruptedRunsAtOnce() {
        return LazyInitializationExcludeFilter.forBeanTypes(InterruptedRuns.class);
    }

    /** Nobody named a database; an empty address names none, as deployments write it. */
    static final class NoAddress implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isIn(context.getEnvironment());
        }

        static boolean isIn(Environment environment) {
            return !StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        }
    }

    /** The embedded database, which only this process can open. */
    private record EmbeddedDatabase(String url) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
