package dev.supersetsync.source;

import java.util.Locale;

/** The two ways to write the same thing down. */
public enum Notation {
    /** JSON, RFC 8259. */
    JSON,
    /** YAML 1.2 with the core schema, in which {@code no} and {@code on} are texts. Most JSON is YAML too. */
    YAML;

    /** By the name of a file: JSON if it says so, else YAML. */
    public static Notation ofFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json") ? JSON : YAML;
    }
}
