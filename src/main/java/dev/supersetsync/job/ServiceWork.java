package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The work of this process beside the runs of targets: all that there is in a service, none in a command. */
@Component
class ServiceWork {

    private final boolean isService;
    private final List<Work> works;

    ServiceWork(List<Work> works, ApplicationContext context) {
        this.isService = context instanceof WebServerApplicationContext;
        this.works = isService ? works : List.of();
    }

    /** Whether this process is a service, rather than a command. */
    boolean isService() {
        return isService;
    }

    List<Task<?>> tasks() {
        return works.stream().<Task<?>>flatMap(work -> work.tasks().stream()).toList();
    }

    List<RecurringTask<Void>> recurring() {
        return works.stream().flatMap(work -> work.recurring().stream()).toList();
    }

    void each(Consumer<Work> then) {
        works.forEach(then);
    }
}
