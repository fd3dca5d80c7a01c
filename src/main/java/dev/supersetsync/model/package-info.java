/**
 * What a team declares: the document with its models, columns and metrics, what is wrong with one, and the SQL that its
 * metrics become. Plain values and pure functions: it reads no JSON or YAML, and knows nothing of Superset or Spring.
 */
@NullMarked
package dev.supersetsync.model;

import org.jspecify.annotations.NullMarked;
