package dev.supersetsync.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What a caller may do. Each role includes those before it. */
public enum Role {
    /** Look at everything, and plan. */
    READ,
    /** Also change Superset: sync, apply, cancel, restore, run jobs. */
    SYNC,
    /** Also change strategy sets, and see the inside of the service. */
    ADMIN;

    /** The scope of a JWT that gives this role. */
    String scope() {
        return "superset-sync." + name().toLowerCase(Locale.ROOT);
    }

    /** This role and those that it includes. */
    Stream<Role> included() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0);
    }
}
