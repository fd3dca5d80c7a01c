package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * A user of Superset who can own datasets.
 *
 * @param id Superset's id
 * @param name the full name
 * @param email the e-mail address, null where Superset does not tell it
 */
public record Owner(int id, String name, @Nullable String email) {}
