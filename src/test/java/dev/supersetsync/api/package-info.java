@NullMarked
package dev.supersetsync.api;

import org.jspecify.annotations.NullMarked;
