package dev.supersetsync.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Storage in memory, which ends with its process: for work of which nothing needs to be known later. */
public enum TemporaryStorage implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Whatever is configured. */
    ALWAYS {
        @Override
        boolean isWanted(Environment environment) {
            return true;
        }
    },
    /** Where no database is named and nobody has stored anything in the embedded one, so that none is made. */
    UNLESS_THERE {
        @Override
        boolean isWanted(Environment environment) {
            return !StringUtils.hasText(environment.getProperty("spring.datasource.url")) && !isThere(environment);
        }
    };

    private static final Map<String, Object> IN_MEMORY = Map.of(
            "spring.datasource.url", "jdbc:h2:mem:superset-sync;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0",
            "spring.datasource.driver-class-name", "org.h2.Driver",
            "spring.datasource.username", "sa",
            "spring.datasource.password", "");

    abstract boolean isWanted(Environment environment);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (isWanted(context.getEnvironment())) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("temporaryStorage", IN_MEMORY));
        }
    }

    private static boolean isThere(Environment environment) {
        Path folder = Path.of(Binder.get(environment)
                .bindOrCreate("superset-sync", StorageSettings.class)
                .dataDir());
        return Files.exists(folder.resolve("superset-sync.mv.db"));
    }
}
