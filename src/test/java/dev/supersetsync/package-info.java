/**
 * The whole service, tried from the outside: it runs, Superset is a real one, and tests see nothing but what callers of
 * the one and people in the other see. What a single part does is tested beside that part.
 */
@NullMarked
package dev.supersetsync;

import org.jspecify.annotations.NullMarked;
