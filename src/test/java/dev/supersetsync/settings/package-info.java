@NullMarked
package dev.supersetsync.settings;

import org.jspecify.annotations.NullMarked;
