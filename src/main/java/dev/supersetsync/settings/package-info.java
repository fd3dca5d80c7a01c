/**
 * What all settings have in common: secrets, and the check of the configuration's words: a key below {@code superset-sync} that nothing reads stops the start. What the
 * keys mean is a matter of the package that binds them.
 */
@NullMarked
package dev.supersetsync.settings;

import org.jspecify.annotations.NullMarked;
