/** What a sync would do, and what it holds back and why: a pure function of declared, actual and last applied state, the facts that were asked for, the strategy and the guards. */
@NullMarked
package dev.supersetsync.plan;

import org.jspecify.annotations.NullMarked;
