/** Tests of where the service may call. */
@NullMarked
package dev.supersetsync.outbound;

import org.jspecify.annotations.NullMarked;
