@NullMarked
package dev.supersetsync.job;

import org.jspecify.annotations.NullMarked;
