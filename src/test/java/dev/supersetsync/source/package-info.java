/** Tests of reading documents, down to the line of what is wrong. */
@NullMarked
package dev.supersetsync.source;

import org.jspecify.annotations.NullMarked;
