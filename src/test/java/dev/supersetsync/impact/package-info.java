/** Who is named as touched by a change. */
@NullMarked
package dev.supersetsync.impact;

import org.jspecify.annotations.NullMarked;
