package dev.supersetsync.outbound;

import java.util.List;

/**
 * The hosts that the configuration allows. It only knows their names: which addresses they have, and whether these may
 * be called, is for {@link CheckedNames}.
 */
record AllowedHosts(List<AllowedHost> hosts) {

    static final String KEY = "superset-sync.outbound.allowed-hosts";

    static AllowedHosts of(List<String> entries) {
        return new AllowedHosts(entries.stream().map(AllowedHost::of).toList());
    }

    /** Whether a host may be called if its address is a public one. */
    boolean allow(String host, int port) {
        String plain = AllowedHost.plain(host);
        return hosts.stream().anyMatch(allowed -> allowed.covers(plain, port));
    }

    /** Whether a host is allowed by its own name, so that its address may be an internal one. */
    boolean name(String host, int port) {
        String plain = AllowedHost.plain(host);
        return hosts.stream()
                .filter(AllowedHost.Named.class::isInstance)
                .anyMatch(allowed -> allowed.covers(plain, port));
    }
}
