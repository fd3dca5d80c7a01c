/**
 * The real things that the integration tests and the demo run against: a Superset, a warehouse with an example shop, and
 * a plain client to look at Superset from the outside. It knows nothing of the service's own code, so that a mistake
 * there cannot hide itself here.
 */
@NullMarked
package dev.supersetsync.testenv;

import org.jspecify.annotations.NullMarked;
