/** What the planner decides, tried row by row on the datasets of a small shop, and on random ones. */
@NullMarked
package dev.supersetsync.plan;

import org.jspecify.annotations.NullMarked;
