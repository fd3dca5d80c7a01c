/** The use cases: plan, sync, apply a plan. They gather the facts that a plan needs, ask the planner, and hand its plan to be applied. */
@NullMarked
package dev.supersetsync.sync;

import org.jspecify.annotations.NullMarked;
