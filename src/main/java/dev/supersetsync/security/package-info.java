/**
 * Who may call: bearer tokens and JWTs become a caller with a role and limits, roles decide over addresses, limits over
 * targets and strategy sets. It keeps no sessions, and knows nothing of how the service signs in to Superset.
 */
@NullMarked
package dev.supersetsync.security;

import org.jspecify.annotations.NullMarked;
