/**
 * A stand-in for Superset: a real HTTP server in this process that answers as Superset 6.1.0, 5.0.0 or 4.1.4 does, as
 * far as this product uses it, and that can be told to fail. What it must do is stated in {@code SupersetContract},
 * which real servers have to pass as well. It is not a Superset: what the contract does not state, it does not know.
 */
@NullMarked
package dev.supersetsync.standin;

import org.jspecify.annotations.NullMarked;
