package dev.supersetsync.outbound;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which hosts may be called, as configured.
 *
 * @param outbound the keys below {@code superset-sync.outbound}
 */
@ConfigurationProperties("superset-sync")
record OutboundSettings(@DefaultValue Limits outbound) {

    AllowedHosts allowedHosts() {
        return AllowedHosts.of(outbound.allowedHosts());
    }

    /**
     * The limits.
     *
     * @param allowedHosts names of hosts; {@code *.example.org} for all below; {@code *} for all; each but the last with
     *     a port if only that is meant
     */
    record Limits(@DefaultValue("*") List<String> allowedHosts) {

        Limits {
            allowedHosts = List.copyOf(allowedHosts);
            AllowedHosts.of(allowedHosts);
        }
    }
}
