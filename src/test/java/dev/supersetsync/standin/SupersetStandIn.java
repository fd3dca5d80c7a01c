package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.time.Duration;

/**
 * A running stand-in for Superset with one user, {@code admin} with password {@code admin}, and one database,
 * {@code warehouse}, that leads to an empty warehouse. It listens on a free port of the loopback interface, keeps all
 * in memory, and is gone when closed.
 */
public final class SupersetStandIn implements AutoCloseable {

    static {
        // Otherwise an answer waits for the acknowledgement of its own header: 40 ms a call.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Warehouse warehouse = new Warehouse();
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();
    private final Tokens tokens;
    private final Sessions sessions;
    private final SecurityEndpoints security;
    private final RoleEndpoints roles;
    private final People people;
    private final HttpFront front;

    private SupersetStandIn(StandInSettings settings) {
        SupersetVersion version = settings.version();
        Metadata metadata = new Metadata(settings.clock());
        warehouse.execute(PostgresCatalog.DDL);
        tokens = new Tokens(settings.clock());
        sessions = new Sessions(version);
        security = new SecurityEndpoints(version, metadata, tokens, sessions);
        people = new People(metadata, security);
        people.addAdmin("admin", "Ada", "Admin");
        roles = new RoleEndpoints(metadata);
        Endpoints endpoints = new Endpoints(settings, metadata, warehouse, security, roles);
        metadata.add(Kind.DATABASE, DatabaseEndpoints.row("warehouse", metadata.now()));
        front = new HttpFront(settings, metadata, endpoints, new Gate(sessions, security), faults, requests);
    }

    /** Starts one of this version, such as {@code 6.1.0}. */
    public static SupersetStandIn start(String version) {
        return start(StandInSettings.of(version));
    }

    /** Starts one. */
    public static SupersetStandIn start(StandInSettings settings) {
        return new SupersetStandIn(settings);
    }

    /** Its address, path prefix included, without a slash at the end. */
    public String url() {
        return front.url();
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was asked of it. */
    public Requests requests() {
        return requests;
    }

    /** What people do in the pages of Superset, and see there. */
    public People people() {
        return people;
    }

    /** The warehouse behind it. */
    public Warehouse warehouse() {
        return warehouse;
    }

    /** How long access tokens issued from now on are good; 15 minutes if not said. */
    public void accessTokenLife(Duration life) {
        tokens.accessLife(life);
    }

    /** Every access token issued so far has expired. Refresh tokens are still good. */
    public void expireAccessTokens() {
        tokens.expireAccessTokens();
    }

    /** Every session cookie, and the CSRF token that belongs to it, is unknown from now on. */
    public void forgetSessions() {
        sessions.forget();
    }

    /** An API key of the admin. */
    public String createApiKey() {
        return security.createKey(1);
    }

    /** API keys are not configured: they count as garbled tokens, as before 6.1. */
    public void switchOffApiKeys() {
        security.switchOffApiKeys();
    }

    /** Roles and their permissions are not offered, as before 6.0 unless configured. */
    public void switchOffSecurityApi() {
        roles.switchOff();
    }

    @Override
    public void close() {
        front.close();
        warehouse.close();
    }
}
