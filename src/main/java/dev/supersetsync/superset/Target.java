package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets.Reachability;
import io.micrometer.observation.ObservationRegistry;
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
import org.springframework.boot.ssl.SslBundle;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.resources.ConnectionProvider;

/** One configured Superset, with what all connections to it share: the pool, the limits, the sign-in. */
final class Target implements AutoCloseable {

    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration VERSION_KNOWN = Duration.ofMinutes(1);

    private final String name;
    private final TargetSettings settings;
    private final Clock clock;
    private final Pause pause;
    private final ConnectionProvider pool;
    private final Session session;
    private final Session quickSession;
    private final ConnectedSuperset.Shared shared;
    private volatile @Nullable Known version;
    private @Nullable Reachability lastLook;
    private Instant lookedAt = Instant.MIN;

    Target(
            String name,
            TargetSettings settings,
            @Nullable SslBundle tls,
            Observers observers,
            Clock clock,
            Pause pause) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.shared = new ConnectedSuperset.Shared(new ConcurrentHashMap<>(), new Sweeps(clock), new LastList());
        this.pool = HttpClients.pool(name, settings);
        var wiring = new Wiring(HttpClients.client(pool, settings, tls), new Refusals(new Scrubber(secrets(settings))));
        this.session = session(
                wiring,
                new Limits(
                        settings.responseTimeout(),
                        new Throttle(settings.maxConcurrency(), settings.maxRequestsPerSecond(), clock, pause),
                        Transport.Patience.USUAL,
                        new Measured(observers.calls(), name)));
        // Looks neither wait for a turn nor longer than a moment.
        this.quickSession = session(
                wiring, new Limits(QUICK, loose(), Transport.Patience.NONE, new Measured(observers.looks(), name)));
    }

    private Session session(Wiring wiring, Limits limits) {
        var transport = wiring.to(settings.url(), limits);
        return new Session(transport, tokens(wiring, limits, transport));
    }

    private Throttle loose() {
        return new Throttle(4, 1000, clock, pause);
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
        ServerVersion version = version(calls);
        session.open();
        return new ConnectedSuperset(name, version, calls, new Links(settings.url()), shared);
    }

    /** It is not asked for again within a minute: runs go by what they found at their beginning for longer than that. */
    private ServerVersion version(Calls calls) {
        Instant now = clock.instant();
        Known known = version;
        if (known == null || now.isAfter(known.since().plus(VERSION_KNOWN))) {
            known = new Known(new VersionProbe(session, calls).supported(), now);
            version = known;
        }
        return known.version();
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

    private Tokens tokens(Wiring wiring, Limits limits, Transport transport) {
        if (settings.oauth2().isSet()) {
            return IssuedTokens.of(settings.oauth2(), host -> wiring.to(host, limits.with(loose())), transport, clock);
        }
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
        secrets.add(settings.oauth2().clientSecret());
        settings.databases().values().forEach(database -> secrets.add(database.sqlalchemyUri()));
        return secrets;
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /** How long an answer may take, how many calls there are, how often they are tried, and who observes them. */
    private record Limits(Duration timeout, Throttle throttle, Transport.Patience patience, Measured measured) {

        Limits with(Throttle another) {
            return new Limits(timeout, another, patience, measured);
        }
    }

    /** What all transports of a target share. */
    private record Wiring(WebClient client, Refusals refusals) {

        Transport to(String url, Limits limits) {
            return new Transport(
                    new Wire(url, client, limits.timeout()),
                    limits.throttle(),
                    limits.measured(),
                    refusals,
                    limits.patience(),
                    url);
        }
    }

    /**
     * Who observes calls.
     *
     * @param calls those of plans and runs
     * @param looks those that only look whether the target answers: they come with each probe and belong to no trace
     */
    record Observers(ObservationRegistry calls, ObservationRegistry looks) {}

    /** A version, and when it was asked for. */
    private record Known(ServerVersion version, Instant since) {}
}
