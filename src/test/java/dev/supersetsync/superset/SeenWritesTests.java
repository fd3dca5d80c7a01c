package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class SeenWritesTests {

    private static final Request WRITE = Request.write(HttpMethod.PUT, "/api/v1/thing/1", null);

    private final CannedServer server = new CannedServer();
    private final Target target = Connections.target(Connections.withPassword(server.url(), "ana", "password"));
    private final SeenWrites writes = new SeenWrites(target.calls());

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    @Test
    void givesWhatIsSeen() {
        server.answer("PUT /api/v1/thing/1", 200, "{}");

        assertThat(writes.write(WRITE, () -> Optional.of("seen"))).isEqualTo("seen");
    }

    @Test
    void failsWhereWhatWasAcceptedIsNotSeen() {
        server.answer("PUT /api/v1/thing/1", 201, "{}");

        assertThatThrownBy(() -> writes.write(WRITE, Optional::empty))
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                    assertThat(e.call()).isEqualTo("PUT /api/v1/thing/1");
                    assertThat(e.said()).contains("did not store");
                });
    }

    @Test
    void looksWhetherAWriteWithoutAnswerHappened() {
        server.answer("PUT /api/v1/thing/1", 504, "{}");

        assertThat(writes.write(WRITE, () -> Optional.of("seen"))).isEqualTo("seen");
        assertThatThrownBy(() -> writes.write(WRITE, Optional::empty))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER));
    }

    @Test
    void looksNotWhereSupersetRefused() {
        server.answer("PUT /api/v1/thing/1", 403, "{\"message\": \"Forbidden\"}");

        assertThatThrownBy(() -> writes.write(WRITE, () -> Optional.of("seen")))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
}
