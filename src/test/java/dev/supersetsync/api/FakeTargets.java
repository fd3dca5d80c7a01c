package dev.supersetsync.api;

import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Two targets: {@code main}, which answers, and {@code spare}, which does not. */
final class FakeTargets implements Targets {

    @Override
    public List<String> names() {
        return List.of("main", "spare");
    }

    @Override
    public String url(String target) {
        return "https://" + target + ".example.org";
    }

    @Override
    public Map<String, String> creatableDatabases(String target) {
        return Map.of();
    }

    @Override
    public TargetConnection connect(String target, BooleanSupplier mayWrite) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reachability look(String target) {
        return target.equals("main")
                ? new Reachability(true, Optional.of("6.1.0"), Optional.empty())
                : new Reachability(false, Optional.empty(), Optional.of("connection refused"));
    }
}
