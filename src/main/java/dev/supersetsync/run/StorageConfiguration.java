package dev.supersetsync.run;

import java.time.Clock;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
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

    /** Nobody else works with the embedded database, so what is unfinished there is told as interrupted also if lazy. */
    @Bean
    @Conditional(NoAddress.class)
    static LazyInitializationExcludeFilter interruptedRunsAtOnce() {
        return LazyInitializationExcludeFilter.forBeanTypes(InterruptedRuns.class);
    }

    /** Nobody named a database; an empty address names none, as deployments write it. */
    static final class NoAddress implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
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
