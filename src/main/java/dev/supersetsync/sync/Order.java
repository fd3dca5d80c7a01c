package dev.supersetsync.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a run has to do.
 *
 * @param assignment the resolved request
 * @param planId the kept plan that is to be applied exactly, null if the run makes its own
 */
record Order(Assignment assignment, @Nullable String planId) {}
