package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTests {

    @ParameterizedTest
    @CsvSource({
        "4.0.2, false, true",
        "4.1.0, true, true",
        "5.0.0rc1, true, true",
        "6.1.0, true, true",
        "6.2.0, true, false",
        "10.0.1-dev, true, false"
    })
    void knowsWhatIsSupportedAndWhatIsKnown(String text, boolean supported, boolean known) {
        var version = ServerVersion.parse(text).orElseThrow();

        assertThat(version.isSupported()).isEqualTo(supported);
        assertThat(version.isKnown()).isEqualTo(known);
    }

    @Test
    void isAskedForOnceAMinute() {
        var clock = new SteppingClock();
        try (var server = new CannedServer()) {
            Target target = Connections.target(
                    Connections.withPassword(server.url(), "ana", "password"), new SimpleMeterRegistry(), clock, clock);
            assertThat(target.connect().version()).isEqualTo("6.1.0");
            server.answer("GET /static/version_info.json", 200, "{\"version\": \"5.0.0\"}");

            clock.sleep(Duration.ofSeconds(60));
            assertThat(target.connect().version()).isEqualTo("6.1.0");

            clock.sleep(Duration.ofSeconds(1));
            assertThat(target.connect().version()).isEqualTo("5.0.0");
        }
    }

    @Test
    void refusesServerThatIsTooOld() {
        try (var server = new CannedServer().answer("GET /static/version_info.json", 200, "{\"version\": \"3.1.3\"}")) {
            assertThatThrownBy(() -> connect(server)).isInstanceOfSatisfying(SupersetException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
                assertThat(e.said()).contains("3.1.3", "4.1");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id": "Id", "uuid": "Uuid", "database.uuid": "x"} | {}                     | 6.x
            {"id": "Id", "uuid": "Uuid"}                       | {}                     | 5.0
            {"id": "Id", "uuid": "Uuid"}                       | {"json_metadata": "x"} | 4.1
            """)
    void findsTheVersionByFieldsWhereTheFileIsHidden(String datasetLabels, String dashboardLabels, String version) {
        try (var server = new CannedServer()
                .answer("GET /static/version_info.json", 404, "<html></html>")
                .answer("GET /api/v1/dataset/", 200, "{\"label_columns\": " + datasetLabels + "}")
                .answer("GET /api/v1/dashboard/", 200, "{\"label_columns\": " + dashboardLabels + "}")) {
            assertThat(connect(server).version()).isEqualTo(version);
        }
    }

    private static dev.supersetsync.state.TargetConnection connect(CannedServer server) {
        return Connections.target(Connections.withPassword(server.url(), "ana", "password"))
                .connect();
    }
}
