/** Datasets, their columns and metrics as plain values, and the ports through which they are read and written. Knows no framework and decides nothing. */
@NullMarked
package dev.supersetsync.state;

import org.jspecify.annotations.NullMarked;
