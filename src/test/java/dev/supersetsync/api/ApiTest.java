package dev.supersetsync.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test of the API as the service has it, with its storage in memory, and with use cases and targets that do as the test
 * says. Requests without a token of their own are those of {@link ApiFakes#ADMIN}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:api;DB_CLOSE_DELAY=-1",
            "superset-sync.sources.shop.location=file:src/test/resources/source/shop.yaml",
            "superset-sync.sources.gone.location=file:src/test/resources/source/gone.yaml",
            "superset-sync.tokens[0].name=admin",
            "superset-sync.tokens[0].role=ADMIN",
            "superset-sync.tokens[0].value=" + ApiFakes.ADMIN,
            "superset-sync.tokens[1].name=reader",
            "superset-sync.tokens[1].role=READ",
            "superset-sync.tokens[1].value=" + ApiFakes.READER,
            "superset-sync.tokens[2].name=limited",
            "superset-sync.tokens[2].role=SYNC",
            "superset-sync.tokens[2].value=" + ApiFakes.LIMITED,
            "superset-sync.tokens[2].targets=spare",
            "superset-sync.tokens[2].strategy-sets=production",
            "superset-sync.tokens[3].name=several",
            "superset-sync.tokens[3].role=READ",
            "superset-sync.tokens[3].value=" + ApiFakes.SEVERAL,
            "superset-sync.tokens[3].targets=main,spare",
            "superset-sync.tokens[4].name=limited-admin",
            "superset-sync.tokens[4].role=ADMIN",
            "superset-sync.tokens[4].value=" + ApiFakes.LIMITED_ADMIN,
            "superset-sync.tokens[4].strategy-sets=production",
            "superset-sync.jobs.plain.source=shop",
            "superset-sync.jobs.plain.target=spare",
            "superset-sync.jobs.productive.source=shop",
            "superset-sync.jobs.productive.target=spare",
            "superset-sync.jobs.productive.strategy-set=production",
            "superset-sync.jobs.developing.source=shop",
            "superset-sync.jobs.developing.target=spare",
            "superset-sync.jobs.developing.strategy-set=development",
            "superset-sync.jobs.own.source=shop",
            "superset-sync.jobs.own.target=spare",
            "superset-sync.jobs.own.strategy-set=production",
            "superset-sync.jobs.own.update-strategy=CREATE"
        })
@AutoConfigureMockMvc
@Import(ApiFakes.class)
@interface ApiTest {}
