package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.List;

/** Work of a service beside the runs of targets: the tasks that the processes share. */
interface Work {

    /** What is done at a time that somebody says. */
    default List<Task<?>> tasks() {
        return List.of();
    }

    /** What is done again and again, from the start of the service. */
    default List<RecurringTask<Void>> recurring() {
        return List.of();
    }

    /** Finds what is to be done and has no task: called every few seconds, and may fail, since it is called again. */
    default void lookAfter() {}
}
