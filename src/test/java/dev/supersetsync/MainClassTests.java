package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.loader.tools.MainClassFinder;

/**
 * What {@code mvn spring-boot:run} and {@code spring-boot:test-run} start, since the build names no class: each takes the
 * only static main method that it finds. Those of benchmarks are therefore not static, which Java starts as well.
 */
class MainClassTests {

    @Test
    void runStartsTheService() throws Exception {
        assertThat(mainClassBeside(SupersetSyncApplication.class)).isEqualTo(SupersetSyncApplication.class.getName());
    }

    @Test
    void testRunStartsTheDemo() throws Exception {
        assertThat(mainClassBeside(DemoApplication.class)).isEqualTo(DemoApplication.class.getName());
    }

    /** As the plugin of Spring Boot finds it; it throws if there are several. */
    private static @Nullable String mainClassBeside(Class<?> one) throws IOException, URISyntaxException {
        var folder =
                new File(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        return MainClassFinder.findSingleMainClass(folder, SpringBootApplication.class.getName());
    }
}
