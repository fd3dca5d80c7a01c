package dev.supersetsync.run;

/**
 * How far a run at work has come.
 *
 * @param done how many changes have their outcome
 * @param total how many there are
 */
public record Progress(int done, int total) {}
