package dev.supersetsync.security;

import dev.supersetsync.security.CallerSettings.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each caller send so many requests in a time, and answers the others with 429. It counts who was signed in, by
 * name, on this replica alone; what is open to all, also to who is signed in, is not counted.
 */
final class RateLimitFilter extends OncePerRequestFilter {

    /** Callers with JWTs can be many; of those that did not call for long nothing has to be known. */
    private static final int MOST_CALLERS = 10_000;

    private final RateLimit limit;
    private final RequestMatcher open;
    private final Problems problems;
    private final TimeMeter time;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75F, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    RateLimitFilter(RateLimit limit, RequestMatcher open, Problems problems, Clock clock) {
        this.limit = limit;
        this.open = open;
        this.problems = problems;
        this.time = new TimeOf(clock);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (!limit.isSet() || caller == null || !trust.isAuthenticated(caller)) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = bucket(caller.getName()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            problems.tooMany(request, response, said(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(String caller) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    caller,
                    name -> Bucket.builder()
                            .addLimit(bandwidth ->
                                    bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.per()))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }

    private String said() {
        return "A caller may send " + limit.requests() + " requests in "
                + limit.per().toSeconds() + " s.";
    }

    /** The time of a clock, as buckets want it. */
    private record TimeOf(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
