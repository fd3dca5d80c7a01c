package dev.supersetsync.security;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The security of the service, with a controller that answers every address. */
@TestComponent
final class Service {

    private Service() {}

    static WebApplicationContextRunner with(String... settings) {
        return new WebApplicationContextRunner()
                .withUserConfiguration(Configured.class)
                .withPropertyValues(settings);
    }

    /** Starts with some settings, tries something, and stops. */
    static void run(Consumer<MockMvcTester> trial, String... settings) {
        with(settings).run(context -> trial.accept(http(context)));
    }

    static MockMvcTester http(WebApplicationContext context) {
        return MockMvcTester.create(MockMvcBuilders.webAppContextSetup(context)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    @EnableConfigurationProperties(CallerSettings.class)
    @Import({SecurityConfiguration.class, TokensFileConfiguration.class, CallerRules.class})
    static class Configured {

        @Bean
        Everything everything(CallerRules rules) {
            return new Everything(rules);
        }
    }

    @RestController
    static final class Everything {

        private final CallerRules rules;

        Everything(CallerRules rules) {
            this.rules = rules;
        }

        @RequestMapping("/**")
        Map<String, String> anything() {
            return Map.of("was", "here");
        }

        @GetMapping("/who")
        Map<String, String> who() {
            return Map.of(
                    "name", rules.caller().name(), "role", rules.caller().role().name());
        }

        @GetMapping("/targets/{name}")
        Map<String, String> target(@PathVariable String name) {
            rules.checkTarget(name);
            return Map.of("name", name);
        }
    }
}
