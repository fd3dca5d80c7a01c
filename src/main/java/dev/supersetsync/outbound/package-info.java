/**
 * The way out to hosts that are no Superset: which of them may be called, and the one client that holds to it. What is
 * asked of them, and what their answers mean, is a matter of the packages that call.
 */
@NullMarked
package dev.supersetsync.outbound;

import org.jspecify.annotations.NullMarked;
