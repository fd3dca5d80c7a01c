package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * Who stands for a model or metric, shown in Superset as a badge.
 *
 * @param by the person or team
 * @param details how they know, or null for nothing to add
 */
public record Certification(String by, @Nullable String details) {}
