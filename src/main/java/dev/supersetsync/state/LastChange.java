package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * Who changed a dataset last, and when, in Superset's words. It does not tell what was changed.
 *
 * @param by the person's name, null if Superset does not tell
 * @param on when, null if Superset does not tell
 */
public record LastChange(@Nullable String by, @Nullable String on) {}
