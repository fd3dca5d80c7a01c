package dev.supersetsync.api;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.Runs;
import dev.supersetsync.security.CallerRules;
import org.springframework.stereotype.Component;

/** The runs that the caller may see: those of all targets, or of the targets that the caller is limited to. */
@Component
class RunHistory {

    private final Runs runs;
    private final CallerRules rules;

    RunHistory(Runs runs, CallerRules rules) {
        this.runs = runs;
        this.rules = rules;
    }

    RunReport find(String id) {
        RunReport run = runs.find(id).orElseThrow(() -> new Unknown("run", id));
        rules.checkTarget(run.target());
        return run;
    }

    Page<RunHead> list(RunFilter filter, Paging paging) {
        if (filter.target() != null) {
            rules.checkTarget(filter.target());
        }
        RunFilter visible = filter.among(rules.caller().targets().names());
        return runs.list(visible, paging.page(), paging.size());
    }
}
