package dev.supersetsync.sync;

/** What somebody who works on the runs of a target may do: it ends with the process, or when it is thought to be dead. */
public interface Turn {

    /** Whether another run may be begun. */
    boolean mayBegin();

    /** Whether the run at work may write on. Once it may not, it never may again. */
    boolean mayGoOn();
}
