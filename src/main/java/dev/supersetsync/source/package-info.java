/**
 * Where documents come from: texts in JSON or YAML become documents, one reader for each format, with the line of
 * whatever is wrong. What must hold for a document in any format is said by the package {@code model}.
 */
@NullMarked
package dev.supersetsync.source;

import org.jspecify.annotations.NullMarked;
