/**
 * The HTTP API: reads requests, hands them to the use cases, and turns what comes back into answers and problems. It
 * decides nothing about Superset; paths, names and status codes are a contract that programs rely on.
 */
@NullMarked
package dev.supersetsync.api;

import org.jspecify.annotations.NullMarked;
