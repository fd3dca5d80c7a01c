/**
 * Who called for what, when, from where, and what came of it: one line in the log {@code audit} for each call that changes
 * something or is refused. It decides nothing, and looks neither into bodies nor at tokens.
 */
@NullMarked
package dev.supersetsync.audit;

import org.jspecify.annotations.NullMarked;
