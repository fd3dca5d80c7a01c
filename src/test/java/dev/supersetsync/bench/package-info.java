/**
 * What the benchmarks and the test of request counts share: many tables to sync, a proxy that counts and delays, and a
 * bare client of Superset to compare with. It knows nothing of the service.
 */
@NullMarked
package dev.supersetsync.bench;

import org.jspecify.annotations.NullMarked;
