package dev.supersetsync.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.supersetsync.run.RunHead;
import org.jspecify.annotations.Nullable;

/**
 * A configured target as callers see it; nothing of its credentials.
 *
 * @param name by which requests name it
 * @param url its address
 * @param reachable whether it was reached and signed in to
 * @param version its version, null if not known
 * @param problem what is wrong, left out if nothing is
 * @param lastRun the newest run at it, null if there was none
 */
record TargetReport(
        String name,
        String url,
        boolean reachable,
        @Nullable String version,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem,

        @Nullable RunHead lastRun) {}
