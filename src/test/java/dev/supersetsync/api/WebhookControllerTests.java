package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class WebhookControllerTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void webhooksAreForAdministrators() {
        for (String path : new String[] {"/webhooks", "/webhooks/ops/deliveries"}) {
            assertThat(mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.READER)))
                    .hasStatus(403);
        }
        assertThat(mvc.post()
                        .uri("/webhooks/ops/test")
                        .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.LIMITED)))
                .hasStatus(403);
        assertThat(mvc.get().uri("/webhooks"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
    }

    @Test
    void aWebhookThatIsNotConfiguredIsNotFound() {
        assertThat(mvc.get().uri("/webhooks/ops/deliveries")).hasStatus(404);
        assertThat(mvc.post().uri("/webhooks/ops/test")).hasStatus(404);
    }
}
