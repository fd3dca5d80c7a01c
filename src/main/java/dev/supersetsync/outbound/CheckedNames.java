package dev.supersetsync.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up names for the client, which connects to what it gets here and to nothing else: so an address is checked where
 * it is used, and a name that changes its address between a check and the call gains nothing.
 */
final class CheckedNames implements DnsResolver {

    private final AllowedHosts allowed;
    private final DnsResolver names;

    CheckedNames(AllowedHosts allowed, DnsResolver names) {
        this.allowed = allowed;
        this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        if (!allowed.allow(host, port)) {
            throw new NotAllowed(host + " is not in " + AllowedHosts.KEY);
        }
        boolean named = allowed.name(host, port);
        List<InetSocketAddress> reachable = Arrays.stream(names.resolve(host))
                .filter(address -> isAllowed(address, named))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        if (reachable.isEmpty()) {
            throw new NotAllowed(host + " has no address that may be called"
                    + (named ? "" : ": a host with an internal one has to be named in " + AllowedHosts.KEY));
        }
        return reachable;
    }

    private static boolean isAllowed(InetAddress address, boolean named) {
        return switch (Reach.of(address)) {
            case PUBLIC -> true;
            case INTERNAL -> named;
            case NOWHERE -> false;
        };
    }

    /** Without a port nothing can be said; the client never asks so. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new NotAllowed(host + " was looked up without a port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The configuration does not let us call a host; the message is for whoever reads what failed. */
    static final class NotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotAllowed(String message) {
            super(message);
        }
    }
}
