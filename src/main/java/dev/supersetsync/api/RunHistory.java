package dev.supersetsync.api;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.Runs;
import dev.supersetsync.security.CallerRules;
import dev.supersetsync.security.Limit;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The runs that the caller may see: those of all targets, or of the targets that the caller is limited to. */
@Component
class RunHistory {

    private static final Comparator<RunHead> NEWEST_FIRST =
            Comparator.comparing(RunHead::id).reversed();

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
        String target = filter.target();
        Limit limit = rules.caller().targets();
        if (target != null) {
            rules.checkTarget(target);
        }
        return target != null || !limit.isSet()
                ? runs.list(filter, paging.page(), paging.size())
                : ofSeveral(filter, limit, paging);
    }

    /** A page over several targets is among the first pages of each. */
    private Page<RunHead> ofSeveral(RunFilter filter, Limit limit, Paging paging) {
        int reach = Math.multiplyExact(paging.page() + 1, paging.size());
        List<Page<RunHead>> each = limit.names().stream()
                .map(target -> new RunFilter(target, filter.status(), filter.job(), filter.since()))
                .map(ofOne -> runs.list(ofOne, 0, reach))
                .toList();
        List<RunHead> items = each.stream()
                .flatMap(page -> page.items().stream())
                .sorted(NEWEST_FIRST)
                .skip((long) paging.page() * paging.size())
                .limit(paging.size())
                .toList();
        return new Page<>(
                items,
                paging.page(),
                paging.size(),
                each.stream().mapToLong(Page::total).sum());
    }
}
