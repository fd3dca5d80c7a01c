package dev.supersetsync.testenv;

import java.time.Duration;

/**
 * How a Superset of one's own differs from the shared one. A test that needs none of this uses the shared one: starting
 * another takes ten seconds.
 *
 * @param port where it listens; 0 for any free port
 * @param pathPrefix the path below which all of Superset lives, such as {@code /superset}; empty for none
 * @param sqliteMetadata whether Superset keeps its metadata in SQLite, as a trial installation does, not in PostgreSQL
 * @param rateLimit whether it answers 429 to more than 50 requests a second
 * @param accessTokenLife how long a sign-in lasts
 * @param securityApi whether it offers roles and users over the API; off by default before 6.0
 * @param dataCache whether it keeps the results of queries for a day, as installations of companies do
 * @param templates whether it runs templates in SQL, which is off as Superset comes
 * @param issuer the address of an {@link Issuer} whose tokens it accepts for users of the name in {@code sub}, beside its
 *     own; empty for none
 */
public record SupersetOptions(
        int port,
        String pathPrefix,
        boolean sqliteMetadata,
        boolean rateLimit,
        Duration accessTokenLife,
        boolean securityApi,
        boolean dataCache,
        boolean templates,
        String issuer) {

    /** As the shared server is. */
    public static SupersetOptions defaults() {
        return new SupersetOptions(0, "", false, false, Duration.ofMinutes(15), true, false, false, "");
    }

    public SupersetOptions onPort(int number) {
        return new SupersetOptions(
                number,
                pathPrefix,
                sqliteMetadata,
                rateLimit,
                accessTokenLife,
                securityApi,
                dataCache,
                templates,
                issuer);
    }

    public SupersetOptions below(String path) {
        return new SupersetOptions(
                port, path, sqliteMetadata, rateLimit, accessTokenLife, securityApi, dataCache, templates, issuer);
    }

    public SupersetOptions withSqliteMetadata() {
        return new SupersetOptions(
                port, pathPrefix, true, rateLimit, accessTokenLife, securityApi, dataCache, templates, issuer);
    }

    public SupersetOptions withRateLimit() {
        return new SupersetOptions(
                port, pathPrefix, sqliteMetadata, true, accessTokenLife, securityApi, dataCache, templates, issuer);
    }

    public SupersetOptions withAccessTokenLife(Duration life) {
        return new SupersetOptions(
                port, pathPrefix, sqliteMetadata, rateLimit, life, securityApi, dataCache, templates, issuer);
    }

    public SupersetOptions withoutSecurityApi() {
        return new SupersetOptions(
                port, pathPrefix, sqliteMetadata, rateLimit, accessTokenLife, false, dataCache, templates, issuer);
    }

    public SupersetOptions withDataCache() {
        return new SupersetOptions(
                port, pathPrefix, sqliteMetadata, rateLimit, accessTokenLife, securityApi, true, templates, issuer);
    }

    public SupersetOptions withIssuer(String address) {
        return new SupersetOptions(
                port,
                pathPrefix,
                sqliteMetadata,
                rateLimit,
                accessTokenLife,
                securityApi,
                dataCache,
                templates,
                address);
    }

    public SupersetOptions withTemplates() {
        return new SupersetOptions(
                port, pathPrefix, sqliteMetadata, rateLimit, accessTokenLife, securityApi, dataCache, true, issuer);
    }
}
