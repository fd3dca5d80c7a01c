/** Tests of the plain values. */
@NullMarked
package dev.supersetsync.state;

import org.jspecify.annotations.NullMarked;
