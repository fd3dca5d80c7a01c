package dev.supersetsync.cli;

/** How a result is said. */
enum Output {
    /** For people. */
    TEXT,
    /** As the HTTP API answers. */
    JSON,
    /** For a comment on a pull request. */
    MARKDOWN
}
