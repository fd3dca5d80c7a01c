package dev.supersetsync.api;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Puts the fakes in the place of the use cases and the targets, and signs requests in. */
@TestConfiguration(proxyBeanMethods = false)
class ApiFakes {

    static final String ADMIN = "token-of-an-admin";
    static final String READER = "token-of-a-reader";

    /** For target {@code spare} and strategy set {@code production} only. */
    static final String LIMITED = "token-with-limits";

    /** For strategy set {@code production} only. */
    static final String LIMITED_ADMIN = "token-of-a-limited-admin";

    /** For targets {@code main} and {@code spare} only. */
    static final String SEVERAL = "token-for-several";

    @Bean
    @Primary
    FakeSyncs fakeSyncs() {
        return new FakeSyncs();
    }

    @Bean
    @Primary
    FakeTargets fakeTargets() {
        return new FakeTargets();
    }

    @Bean
    MockMvcBuilderCustomizer signedIn() {
        return mvc ->
                mvc.defaultRequest(MockMvcRequestBuilders.get("/").header(HttpHeaders.AUTHORIZATION, bearer(ADMIN)));
    }

    static String bearer(String token) {
        return "Bearer " + token;
    }
}
