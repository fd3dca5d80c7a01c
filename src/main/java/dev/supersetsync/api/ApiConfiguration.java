package dev.supersetsync.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.supersetsync.plan.GuardOverrides;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * How bodies are read and written: requests as a {@link Body}, answers as JSON or YAML of the same shape, and in place of
 * Tomcat's own pages too.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

    private final SubmissionReader submissions;

    ApiConfiguration(SubmissionReader submissions) {
        this.submissions = submissions;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(submissions);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Nul());
    }

    @Bean
    static JsonMapperBuilderCustomizer statedGuardsOnly() {
        return ApiConfiguration::shape;
    }

    @Bean
    static ServerHttpMessageConvertersCustomizer yamlAnswers() {
        YAMLMapper.Builder yaml = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        shape(yaml);
        var converter = new JacksonYamlHttpMessageConverter(yaml);
        return converters -> converters.withYamlConverter(converter).addCustomConverter(new DocumentAnswer.AsYaml());
    }

    /** It comes after Spring Boot's, so that it is nearer to what is refused; Tomcat then adds none of its own. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfPages(
            JsonMapper json, HeaderWriter headersForBrowsers) {
        return server -> server.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.getPipeline().addValve(new RefusedByTomcat(json, headersForBrowsers));
            host.setErrorReportValveClass(RefusedByTomcat.class.getName());
        });
    }

    /** A guard that is not stated is left out, and not null. */
    private static void shape(MapperBuilder<?, ?> mapper) {
        mapper.addMixIn(GuardOverrides.class, Stated.class);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface Stated {}
}
