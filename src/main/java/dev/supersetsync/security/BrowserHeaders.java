package dev.supersetsync.security;

import java.util.List;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * What every answer tells browsers: what may be loaded, framed, guessed, kept and passed on. It comes before the sign-in
 * and before addresses are looked at, so that refusals have it too.
 */
@Configuration(proxyBeanMethods = false)
class BrowserHeaders {

    /** Swagger UI needs its own scripts and styles, styles in its elements, and pictures as data. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    @Bean
    HeaderWriter headersForBrowsers() {
        var hsts = new HstsHeaderWriter();
        hsts.setIncludeSubDomains(false); // they are not ours to speak for
        return new CompositeHeaderWriter(List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new CacheControlHeadersWriter(),
                hsts,
                new ContentSecurityPolicyHeaderWriter(CONTENT),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
                new PermissionsPolicyHeaderWriter("camera=(), geolocation=(), microphone=()")));
    }

    @Bean
    FilterRegistrationBean<HeaderWriterFilter> writesHeadersForBrowsers(HeaderWriter headersForBrowsers) {
        var filter = new FilterRegistrationBean<HeaderWriterFilter>(new OnEveryAnswer(headersForBrowsers));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** Also on the answer that is made at last where none could be made, or none was begun. */
    private static final class OnEveryAnswer extends HeaderWriterFilter {

        private OnEveryAnswer(HeaderWriter headers) {
            super(List.of(headers));
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }
}
