package dev.supersetsync.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which address needs which role. Nothing but health is open, and what is not named here is for ADMIN. Limits to targets
 * and strategy sets are not about addresses: see {@link CallerRules}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String READ = Role.READ.name();
    private static final String SYNC = Role.SYNC.name();
    private static final String ADMIN = Role.ADMIN.name();
    private static final String[] OPEN = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
    };
    private static final String[] ONLY_PLANNING = {"/plans", "/models/validate", "/models/convert"};
    private static final String[] CHANGING_SUPERSET = {
        "/sync", "/plans/*/apply", "/runs/*/cancel", "/runs/*/restore", "/jobs/**"
    };
    private static final String[] OF_ADMINISTRATORS = {"/webhooks", "/webhooks/**"};
    private static final String[] OF_OPERATORS = {"/actuator/health/**", "/actuator/info"};

    @Bean
    SecurityFilterChain callers(HttpSecurity http, SignIn signIn, CallerSettings settings, ObjectProvider<Clock> clock)
            throws Exception {
        var problems = new Problems();
        var rateLimit =
                new RateLimitFilter(settings.rateLimit(), open(), problems, clock.getIfAvailable(Clock::systemUTC));
        return http.addFilterAt(bearer(signIn, problems), BearerTokenAuthenticationFilter.class)
                .addFilterAt(basic(signIn, problems), BasicAuthenticationFilter.class)
                .addFilterBefore(rateLimit, AuthorizationFilter.class)
                .headers(AbstractHttpConfigurer::disable) // see BrowserHeaders
                .authorizeHttpRequests(SecurityConfiguration::roles)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static RequestMatcher open() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                Arrays.stream(OPEN).<RequestMatcher>map(paths::matcher).toList());
    }

    @Bean
    FirstToken firstToken(CallerSettings settings) {
        return new FirstToken(settings);
    }

    @Bean
    SignIn signIn(CallerSettings settings, FirstToken firstToken, ObjectProvider<MountedTokens> mounted) {
        var known = Stream.concat(settings.known().stream(), firstToken.known().stream())
                .toList();
        var jwts =
                Optional.of(settings.jwt()).filter(CallerSettings.Issuer::isSet).map(JwtCallers::new);
        return new SignIn(new Tokens(known, Optional.ofNullable(mounted.getIfAvailable())), jwts);
    }

    private static void roles(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(OPEN)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                .hasRole(Caller.ALL_TARGETS)
                .requestMatchers(HttpMethod.GET, OF_OPERATORS)
                .hasRole(READ)
                .requestMatchers("/actuator/**")
                .hasRole(ADMIN)
                .requestMatchers(HttpMethod.POST, ONLY_PLANNING)
                .hasRole(READ)
                .requestMatchers(HttpMethod.POST, CHANGING_SUPERSET)
                .hasRole(SYNC)
                .requestMatchers(OF_ADMINISTRATORS)
                .hasRole(ADMIN)
                .requestMatchers(HttpMethod.GET, "/**")
                .hasRole(READ)
                .requestMatchers(HttpMethod.HEAD, "/**")
                .hasRole(READ)
                .anyRequest()
                .hasRole(ADMIN);
    }

    private static BearerTokenAuthenticationFilter bearer(AuthenticationManager signIn, Problems problems) {
        var filter = new BearerTokenAuthenticationFilter(signIn);
        filter.setAuthenticationEntryPoint(problems);
        return filter;
    }

    private static BasicAuthenticationFilter basic(AuthenticationManager signIn, Problems problems) {
        var filter = new BasicAuthenticationFilter(signIn, problems);
        filter.setAuthenticationConverter(new LookingSignIn());
        return filter;
    }
}
