/** Tests of the command line. */
@NullMarked
package dev.supersetsync.cli;

import org.jspecify.annotations.NullMarked;
