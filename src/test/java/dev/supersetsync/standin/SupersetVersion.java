package dev.supersetsync.standin;

import java.util.Arrays;

/** A release of Superset, as far as it differs from the others. */
public enum SupersetVersion {
    /** The newest known. */
    V6_1_0("6.1.0"),
    /** The release between. */
    V5_0_0("5.0.0"),
    /** The oldest supported. */
    V4_1_4("4.1.4");

    private final String number;

    SupersetVersion(String number) {
        this.number = number;
    }

    /** The release with this number, such as {@code 6.1.0}. */
    public static SupersetVersion of(String number) {
        return Arrays.stream(values())
                .filter(version -> version.number.equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stand-in for Superset " + number));
    }

    /** Its number, such as {@code 6.1.0}. */
    public String number() {
        return number;
    }

    /** Whether it is of the generation of 6.0: uuids of databases and metrics, currencies as objects, catalogs checked. */
    boolean isSix() {
        return this == V6_1_0;
    }

    /** Whether lists of dashboards still hold {@code json_metadata}. */
    boolean listsDashboardMetadata() {
        return this == V4_1_4;
    }

    /** Whether a missing database is worded in a shape of its own. */
    boolean wordsMissingDatabases() {
        return this != V4_1_4;
    }

    /** Whether charts' SQL is parsed before it is run. */
    boolean parsesCharts() {
        return this != V4_1_4;
    }
}
