@NullMarked
package dev.supersetsync.observe;

import org.jspecify.annotations.NullMarked;
