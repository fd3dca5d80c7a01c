package dev.supersetsync;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. What it does is in the packages below; this class only finds them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SupersetSyncApplication {

    /**
     * Starts the service and returns when it is ready.
     *
     * @param args Spring Boot's own arguments, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        SpringApplication.run(SupersetSyncApplication.class, args);
    }
}
