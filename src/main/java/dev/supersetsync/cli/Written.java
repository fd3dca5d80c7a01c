package dev.supersetsync.cli;

/** How a document is written. */
enum Written {
    /** For people. */
    YAML,
    /** For programs. */
    JSON
}
