/**
 * How the service is watched: health components of targets and syncs, and meters for runs. It only reads and counts; how
 * requests to Superset are counted is a matter of the adapter.
 */
@NullMarked
package dev.supersetsync.observe;

import org.jspecify.annotations.NullMarked;
