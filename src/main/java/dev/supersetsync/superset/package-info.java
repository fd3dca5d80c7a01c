/**
 * Superset behind the ports of {@code state}: the only place that knows its REST API, its JSON and how its versions
 * differ. It translates and repeats what may be repeated; what shall be written is decided elsewhere.
 */
@NullMarked
package dev.supersetsync.superset;

import org.jspecify.annotations.NullMarked;
