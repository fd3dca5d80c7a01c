package dev.supersetsync;

import dev.supersetsync.testenv.Demo;
import dev.supersetsync.testenv.Ports;
import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demo, {@code mvn spring-boot:test-run}: a real Superset with a shop to look at, and the service beside it. It
 * starts them, says where they are, and ends them with Ctrl-C; what the service does is its own matter.
 */
final class DemoApplication {

    static final String TOKEN = "demo-token";

    private DemoApplication() {}

    public static void main(String[] none) throws IOException {
        say("The demo starts. The first time Superset is installed, which takes some minutes.");
        var superset = SupersetServer.findOrStart(SupersetOptions.defaults().onPort(Ports.preferably(8088)));
        say("Making a dashboard of the shop in Superset");
        var dashboard = Demo.prepare(superset);
        int port = Ports.preferably(8080);
        startService(superset, port);
        System.out.println(welcome(superset, dashboard, "http://localhost:" + port));
    }

    /** Starts the service for a Superset, with nothing remembered. */
    static ConfigurableApplicationContext startService(SupersetServer superset, int port) throws IOException {
        var build = Files.createDirectories(Path.of("target"));
        return SpringApplication.from(SupersetSyncApplication::main)
                .with(TestsAreNoParts.class)
                .run(
                        "--SUPERSET_URL=" + superset.baseUrl(),
                        "--SUPERSET_USERNAME=" + superset.username(),
                        "--SUPERSET_PASSWORD=" + superset.password(),
                        "--superset-sync.token=" + TOKEN,
                        "--superset-sync.data-dir=" + Files.createTempDirectory(build, "demo-data-"),
                        "--server.port=" + port)
                .getApplicationContext();
    }

    private static String welcome(SupersetServer superset, String dashboard, String service) {
        return """

                ==============================================================================================
                  Superset        %s
                                  user name %s, password %s
                  Its dashboard   %s

                  superset-sync   %s/swagger-ui.html
                                  any user name, password %s; then authorize with the same

                  The first sync, from this folder in another terminal:

                  curl -H 'Authorization: Bearer %s' -F models=@examples/shop.yaml %s/sync

                  Ctrl-C ends all of it.
                ==============================================================================================
                """.formatted(
                        superset.baseUrl(),
                        superset.username(),
                        superset.password(),
                        dashboard,
                        service,
                        TOKEN,
                        TOKEN,
                        service);
    }

    private static void say(String message) {
        System.out.println("[demo] " + message);
    }
}
