/**
 * The history: plans, runs with their outcomes, what was last applied to each dataset, strategy sets, answers that are kept
 * for a repeated call. JDBC lives here.
 *
 * <p>Runs that are not over are in {@code RunQueue}; by {@code RunEnds} they leave it, done or for a new attempt, and by
 * {@code RunRefusals} before they wrote.
 */
@NullMarked
package dev.supersetsync.run;

import org.jspecify.annotations.NullMarked;
