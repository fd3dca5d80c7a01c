package dev.supersetsync.cli;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.sync.Syncs.LiveRequest;

/**
 * The use cases, in this process or at a server. What is refused comes as a {@link Problem}, or as an exception that is one
 * by {@link Problem#of(RuntimeException)}; a run that failed is an answer.
 */
interface Service extends AutoCloseable {

    /** Makes a plan; writes nothing to Superset. */
    PlanReport plan(Asked asked);

    /** Declares what is there, as a document in our own format. */
    String export(LiveRequest request, Written form);

    /** Plans and applies; returns when the run has ended. */
    RunReport sync(Asked asked);

    /**
     * Takes a run back; returns when that has ended.
     *
     * @param force whether what was changed since is taken back too
     */
    RunReport restore(String runId, boolean force);

    /** The run with an id. */
    RunReport run(String runId);

    /** The newest runs that match, at most this many. */
    Page<RunHead> runs(RunFilter filter, int most);

    @Override
    void close();
}
