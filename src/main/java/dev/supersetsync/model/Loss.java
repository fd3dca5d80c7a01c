package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that another format says and our document cannot. It stops nothing, and is never kept back: whoever applies
 * the document is told.
 *
 * @param model the model that lacks it, or null if no model came of it
 * @param path the part of that model, such as {@code metrics.revenue}, or null if it is about all of it
 * @param message names the model and the feature, and says why
 */
public record Loss(@Nullable ModelKey model, @Nullable String path, String message) {}
