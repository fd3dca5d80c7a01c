/** Applies a plan in its order, checks that it really happened, and says what became of each change. Decides nothing that the plan did not. */
@NullMarked
package dev.supersetsync.apply;

import org.jspecify.annotations.NullMarked;
