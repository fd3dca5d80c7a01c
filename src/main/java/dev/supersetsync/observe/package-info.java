/**
 * How the service is watched: health components of targets and runs, meters of both, and whether traces are collected. It
 * only reads and counts; that runs, phases and requests to Superset are observed is a matter of those who do them.
 */
@NullMarked
package dev.supersetsync.observe;

import org.jspecify.annotations.NullMarked;
