package dev.supersetsync.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

    @ParameterizedTest
    @CsvSource({
        "*, anything.example.com, 80, true, false",
        "docs.example.org, docs.example.org, 443, true, true",
        "docs.example.org, DOCS.Example.ORG., 443, true, true",
        "docs.example.org, docs.example.org.evil.example, 443, false, false",
        "docs.example.org, xdocs.example.org, 443, false, false",
        "docs.example.org:8443, docs.example.org, 8443, true, true",
        "docs.example.org:8443, docs.example.org, 443, false, false",
        "*.example.org, docs.example.org, 443, true, false",
        "*.example.org, a.b.example.org, 443, true, false",
        "*.example.org, example.org, 443, false, false",
        "*.example.org, evilexample.org, 443, false, false",
        "*.example.org:8443, docs.example.org, 443, false, false",
        "127.0.0.1, 127.0.0.1, 80, true, true",
        "127.0.0.1, [::ffff:127.0.0.1], 80, true, true",
        "127.0.0.1, localhost, 80, false, false",
        "[::1], [0:0:0:0:0:0:0:1], 80, true, true",
        "[::1]:9000, ::1, 9000, true, true",
    })
    void aHostIsAllowedByItsNameAndPort(String entry, String host, int port, boolean allowed, boolean named) {
        var hosts = AllowedHosts.of(List.of(entry));

        assertThat(hosts.allow(host, port)).isEqualTo(allowed);
        assertThat(hosts.name(host, port)).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://docs.example.org",
                "docs.example.org/models",
                "user@docs.example.org",
                "docs.*.org",
                "*example.org",
                "*:443",
                "*.",
                "docs.example.org:port",
                "two hosts"
            })
    void whatIsNoHostStopsTheStart(String entry) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("superset-sync.outbound.allowed-hosts: '" + entry + "' is no host");
    }
}
