package dev.supersetsync.api;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Puts the fakes in the place of the use cases and the targets. */
@TestConfiguration(proxyBeanMethods = false)
class ApiFakes {

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
}
