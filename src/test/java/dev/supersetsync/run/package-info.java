/** The storage, tried on H2 and on PostgreSQL by one suite. */
@NullMarked
package dev.supersetsync.run;

import org.jspecify.annotations.NullMarked;
