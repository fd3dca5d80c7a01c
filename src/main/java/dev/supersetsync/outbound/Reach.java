package dev.supersetsync.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Where an address lies. What counts as special is by IANA's registries of special-purpose addresses, as Spring Boot has
 * them; an address of IPv6 has to be a global one besides. IPv6 addresses with an IPv4 address inside (NAT64, 6to4,
 * Teredo, IPv4-compatible) are nowhere; an IPv4-mapped one is what Java makes of it: the IPv4 address.
 */
enum Reach {
    /** On the internet. */
    PUBLIC,
    /** On this machine or in a network of one's own: loopback, private, shared (100.64/10), unique local. */
    INTERNAL,
    /** Nothing that a host of anybody has: link-local, where clouds keep credentials, multicast, unspecified, reserved. */
    NOWHERE;

    private static final InetAddressFilter GLOBAL =
            InetAddressFilter.externalAddresses().and(InetAddressFilter.adapt(Reach::isInGlobalSpace));
    private static final InetAddressFilter OF_OUR_OWN = InetAddressFilter.of(
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7");

    /** Azure answers its virtual machines there, for whom it is as good as link-local; and documentation's 3fff::/20. */
    private static final InetAddressFilter LOOKS_PUBLIC = InetAddressFilter.of("168.63.129.16/32", "3fff::/20");

    static Reach of(InetAddress address) {
        if (OF_OUR_OWN.matches(address)) {
            return INTERNAL;
        }
        return GLOBAL.matches(address) && !LOOKS_PUBLIC.matches(address) ? PUBLIC : NOWHERE;
    }

    /** Of IPv6 that is 2000::/3, and nothing else is given to anybody. */
    private static boolean isInGlobalSpace(InetAddress address) {
        return address instanceof Inet4Address || (address.getAddress()[0] & 0xE0) == 0x20;
    }
}
