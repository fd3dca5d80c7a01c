/**
 * Which chart, dashboard, filter, rule or alert refers to which dataset, column or metric. Pure: what is looked at was
 * read before.
 */
@NullMarked
package dev.supersetsync.impact;

import org.jspecify.annotations.NullMarked;
