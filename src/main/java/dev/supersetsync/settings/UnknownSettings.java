package dev.supersetsync.settings;

import java.util.List;

/** Keys of the configuration that nothing reads, so that the service does not start. */
final class UnknownSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;

    UnknownSettings(List<String> findings) {
        super("Unknown configuration: " + String.join("; ", findings));
        this.findings = List.copyOf(findings);
    }

    List<String> findings() {
        return findings;
    }
}
