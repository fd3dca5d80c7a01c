/** The service itself: its start, and nothing else; every feature has a package of its own below this one. */
@NullMarked
package dev.supersetsync;

import org.jspecify.annotations.NullMarked;
