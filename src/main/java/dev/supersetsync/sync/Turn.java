package dev.supersetsync.sync;

/** What somebody who works on the runs of a target may do: it ends with the process, or when it is thought to be dead. */
public interface Turn {

    /** Whether another run may be begun. */
    boolean mayBegin();

    /** Whether the run at work may write on. Once it may not, it never may again. */
    boolean mayGoOn();

    /** Whether nobody else can have the turn by now. Once others can, nothing at all is written, not to tidy up either. */
    boolean isHeld();
}
