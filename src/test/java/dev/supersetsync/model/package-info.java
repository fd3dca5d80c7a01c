/** Tests of what documents may say, and what becomes of it. */
@NullMarked
package dev.supersetsync.model;

import org.jspecify.annotations.NullMarked;
