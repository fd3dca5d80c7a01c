/**
 * When and where runs are worked on: db-scheduler gives each target to one process at a time, notices processes that
 * died, and starts jobs when it is their time. What a run does is decided elsewhere.
 */
@NullMarked
package dev.supersetsync.job;

import org.jspecify.annotations.NullMarked;
