package dev.supersetsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditLineTests {

    @Test
    void saysWhatIsKnownInTheOrderInWhichItWasSaid() {
        var line = new AuditLine()
                .with("caller", "ci")
                .with("role", null)
                .with("path", "/runs/0197/restore")
                .with("status", 200);

        assertThat(line.words()).isEqualTo("caller=ci path=/runs/0197/restore status=200");
    }

    @Test
    void quotesWhatCouldLookLikeAnotherPairOrLine() {
        var line = new AuditLine().with("caller", "jwt:eve role=ADMIN").with("path", "/x\n\"y\"\u2028=");

        assertThat(line.words())
                .startsWith("caller=\"jwt:eve role=ADMIN\" path=\"/x\\n\\\"y\\\"")
                .doesNotContain("\n");
    }
}
