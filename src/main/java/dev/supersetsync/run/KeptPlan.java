package dev.supersetsync.run;

import dev.supersetsync.run.Reports.PlanReport;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it was kept, with all that is needed to make it again and to see whether it still fits.
 *
 * @param report the plan as its caller was told it
 * @param request the request that it was made from, in the form that its writer chose
 * @param fingerprints what it was made from, in the form that its writer chose
 * @param appliedBy the id of the run that applies or applied it, null if none did
 */
public record KeptPlan(
        PlanReport report,
        byte[] request,
        String fingerprints,
        @Nullable String appliedBy) {}
