/**
 * The use cases: plan, sync, apply a plan. They gather the facts that a plan needs, ask the planner, and hand its plan to be
 * applied.
 *
 * <p>The way of a run: {@code RunIntake} takes it on, {@code TargetWorker} begins it when it is its turn, {@code
 * AttemptWorker} has {@code RunWork} and {@code RunExecution} do it, and it ends by {@code RunEnding}, by {@code
 * Interruptions} for others to go on, or by {@code QueuedRuns} before it began.
 */
@NullMarked
package dev.supersetsync.sync;

import org.jspecify.annotations.NullMarked;
