@NullMarked
package dev.supersetsync.sync;

import org.jspecify.annotations.NullMarked;
