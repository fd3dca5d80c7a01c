/** Tests of the adapter to Superset, against a stub and against the real one. */
@NullMarked
package dev.supersetsync.superset;

import org.jspecify.annotations.NullMarked;
