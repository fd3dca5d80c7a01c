package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.StrategySets;
import dev.supersetsync.security.CallerRules;
import dev.supersetsync.sync.Refusal;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Named strategy sets: looked at, put and deleted. */
@RestController
class StrategySetController {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final StrategySets sets;
    private final CallerRules rules;

    StrategySetController(StrategySets sets, CallerRules rules) {
        this.sets = sets;
        this.rules = rules;
    }

    @GetMapping("/strategy-sets")
    Page<StrategySetReport> strategySets(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size) {
        List<StrategySet> visible = sets.list().stream()
                .filter(set -> rules.maySeeStrategySet(set.name()))
                .toList();
        return new Paging(page, size).of(visible, StrategySetReport::of);
    }

    @GetMapping("/strategy-sets/{name}")
    StrategySetReport strategySet(@PathVariable String name) {
        rules.strategySet(name);
        return sets.find(name).map(StrategySetReport::of).orElseThrow(() -> new Unknown("strategy set", name));
    }

    @PutMapping(
            path = "/strategy-sets/{name}",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML},
            produces = {Bodies.JSON, Bodies.YAML})
    ResponseEntity<StrategySetReport> put(@PathVariable String name, Body body) throws IOException, ServletException {
        rules.checkMayChangeStrategySets();
        StrategySet set = read(name, body.read());
        var answer = sets.put(set) ? ResponseEntity.created(Links.strategySet(name)) : ResponseEntity.ok();
        return answer.body(StrategySetReport.of(set));
    }

    @DeleteMapping("/strategy-sets/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        rules.checkMayChangeStrategySets();
        if (!sets.delete(name)) {
            throw new Unknown("strategy set", name);
        }
        return ResponseEntity.noContent().build();
    }

    private static StrategySet read(String name, Submission submission) {
        var violations = new ArrayList<Violation>();
        var request = submission.request();
        Members members = Members.of(
                "",
                request.root(),
                violation -> violations.add(request.locations().locate(violation)));
        members.refuseOthers(List.of(RequestWords.NAME, RequestWords.UPDATE_STRATEGY, RequestWords.GUARDS));
        checkName(name, members);
        GuardOverrides guards = StrategyMembers.guards(members);
        if (!members.has(RequestWords.UPDATE_STRATEGY)) {
            members.complain(RequestWords.UPDATE_STRATEGY, "is missing, such as [\"CREATE\", \"UPDATE\"]");
        }
        UpdateStrategy strategy = StrategyMembers.updateStrategy(members);
        if (strategy == null || !violations.isEmpty()) {
            throw new Refusal.InvalidRequest(violations);
        }
        return new StrategySet(name, strategy, guards);
    }

    private static void checkName(String name, Members members) {
        if (!NAME.matcher(name).matches()) {
            members.complain(
                    RequestWords.NAME,
                    "must be made of letters, digits, '.', '_' and '-', begin with a letter or digit, and have at most 100 of them");
        }
        String stated = members.text(RequestWords.NAME);
        if (stated != null && !stated.equals(name)) {
            members.complain(RequestWords.NAME, "differs from the name in the address, which is '" + name + "'");
        }
    }
}
