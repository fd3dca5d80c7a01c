package dev.supersetsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTests {

    /** The same as Python's {@code hmac} module says. */
    @Test
    void isTheHmacOfTheTimeAndTheBody() {
        byte[] body = "{\"event\":\"TEST\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signature.of(new Secret("geheim"), Instant.ofEpochSecond(1772366400), body))
                .isEqualTo("t=1772366400,v1=3da5e2a067c967fccb07323337c4789e3b5281e4a49da194df169bf5cc15c18a");
    }
}
