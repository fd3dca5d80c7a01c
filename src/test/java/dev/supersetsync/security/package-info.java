/** Who may call, tried through the filter chain with a controller that answers everything. */
@NullMarked
package dev.supersetsync.security;

import org.jspecify.annotations.NullMarked;
