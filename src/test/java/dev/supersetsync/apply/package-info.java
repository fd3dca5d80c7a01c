@NullMarked
package dev.supersetsync.apply;

import org.jspecify.annotations.NullMarked;
