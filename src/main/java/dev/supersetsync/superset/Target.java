package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets.Reachability;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.resources.ConnectionProvider;

/** One configured Superset, with what all connections to it share: the pool, the limits, the sign-in. */
final class Target implements AutoCloseable {

    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final String name;
    private final TargetSettings settings;
    private final Clock clock;
    private final Pause pause;
    private final ConnectionProvider pool;
    private final Session session;
    private final Session quickSession;
    private final ConnectedSuperset.Shared shared;
    private @Nullable Reachability lastLook;
    private Instant lookedAt = Instant.MIN;

    Target(String name, TargetSettings settings, MeterRegistry registry, Clock clock, Pause pause) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.shared = new ConnectedSuperset.Shared(new ConcurrentHashMap<>(), new Sweeps(clock));
        this.pool = HttpClients.pool(name, settings);
        WebClient client = HttpClients.client(pool, settings);
        var refusals = new Refusals(new Scrubber(secrets(settings)));
        var measured = new Measured(registry, name);
        var throttle = new Throttle(settings.maxConcurrency(), settings.maxRequestsPerSecond(), clock, pause);
        var transport = new Transport(
                new Wire(settings.url(), client, settings.responseTimeout()),
                throttle,
                measured,
                refusals,
                Transport.Patience.USUAL,
                settings.url());
        Tokens tokens = tokens(settings, transport, clock);
        this.session = new Session(transport, tokens);
        // Looks neither wait for a turn nor longer than a moment.
        var quick = new Transport(
                new Wire(settings.url(), client, QUICK),
                new Throttle(4, 1000, clock, pause),
                measured,
                refusals,
                Transport.Patience.NONE,
                settings.url());
        this.quickSession = new Session(quick, tokens(settings, quick, clock));
    }

    String url() {
        return settings.url();
    }

    Map<String, String> creatableDatabases() {
        var all = new LinkedHashMap<String, String>();
        settings.databases()
                .forEach(
                        (database, how) -> all.put(database, how.sqlalchemyUri().value()));
        return all;
    }

    /** A connection that writes whenever it is asked to. */
    TargetConnection connect() {
        return connect(() -> true);
    }

    TargetConnection connect(BooleanSupplier mayWrite) {
        var calls = new Calls(session, pause, mayWrite);
        ServerVersion version = new VersionProbe(session, calls).supported();
        session.open();
        return new ConnectedSuperset(name, version, calls, new Links(settings.url()), shared);
    }

    /** The calls of one connection. */
    Calls calls() {
        return new Calls(session, pause, () -> true);
    }

    synchronized Reachability look() {
        Reachability last = lastLook;
        Instant now = clock.instant();
        if (last == null || !now.isBefore(lookedAt.plus(REMEMBERED))) {
            last = lookNow();
            lastLook = last;
            lookedAt = now;
        }
        return last;
    }

    private Reachability lookNow() {
        Optional<String> version = Optional.empty();
        try {
            var calls = new Calls(quickSession, duration -> {}, () -> false);
            version = Optional.of(
                    new VersionProbe(quickSession, calls).supported().text());
            quickSession.open();
            return new Reachability(true, version, Optional.empty());
        } catch (SupersetException e) {
            return new Reachability(false, version, Optional.of(e.said()));
        }
    }

    private static Tokens tokens(TargetSettings settings, Transport transport, Clock clock) {
        if (!settings.apiKey().isBlank()) {
            return new FixedToken(settings.apiKey(), transport);
        }
        return settings.accessToken().isBlank()
                ? new PasswordTokens(settings, transport, clock)
                : new FixedToken(settings.accessToken(), transport);
    }

    private static ArrayList<Secret> secrets(TargetSettings settings) {
        var secrets = new ArrayList<Secret>();
        secrets.add(settings.password());
        secrets.add(settings.apiKey());
        secrets.add(settings.accessToken());
        settings.databases().values().forEach(database -> secrets.add(database.sqlalchemyUri()));
        return secrets;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
