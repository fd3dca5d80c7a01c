package dev.supersetsync.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/** One entry of the hosts that are allowed: a host by its name, all below a name, or all. */
sealed interface AllowedHost {

    /** No port of its own: every port is meant. */
    int ANY_PORT = -1;

    /**
     * Whether the entry is about a host.
     *
     * @param host a name or an address, as {@link #plain} makes it
     */
    boolean covers(String host, int port);

    /** Every host. */
    record Every() implements AllowedHost {

        @Override
        public boolean covers(String host, int port) {
            return true;
        }
    }

    /** One host. */
    record Named(String host, int port) implements AllowedHost {

        @Override
        public boolean covers(String other, int otherPort) {
            return other.equals(host) && (port == ANY_PORT || port == otherPort);
        }
    }

    /** All hosts below a name, and not the name itself. */
    record Below(String domain, int port) implements AllowedHost {

        @Override
        public boolean covers(String other, int otherPort) {
            return other.endsWith("." + domain) && (port == ANY_PORT || port == otherPort);
        }
    }

    static AllowedHost of(String entry) {
        if (entry.equals("*")) {
            return new Every();
        }
        if (entry.startsWith("*.")) {
            URI below = authority(entry, entry.substring(2));
            return new Below(plain(below.getHost()), below.getPort());
        }
        URI one = authority(entry, entry);
        return new Named(plain(one.getHost()), one.getPort());
    }

    /** The one way to write a host: small letters, no dot at its end, addresses as Java writes them. */
    static String plain(String host) {
        String plain = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "").replaceAll("[\\[\\]]", "");
        try {
            return InetAddress.ofLiteral(plain).getHostAddress();
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    private static URI authority(String entry, String text) {
        try {
            URI uri = URI.create("//" + text);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.toString().equals("//" + uri.getAuthority())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(entry), e);
        }
        throw new IllegalArgumentException(wrong(entry));
    }

    private static String wrong(String entry) {
        return AllowedHosts.KEY + ": '" + entry
                + "' is no host such as docs.example.org, docs.example.org:8443, *.example.org or *.";
    }
}
