/** The history: plans, runs with their outcomes, what was last applied to each dataset, strategy sets, answers that are kept for a repeated call. JDBC lives here. */
@NullMarked
package dev.supersetsync.run;

import org.jspecify.annotations.NullMarked;
