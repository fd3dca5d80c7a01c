package dev.supersetsync.superset;

import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/** The configured targets, by name. */
final class ConfiguredTargets implements Targets, AutoCloseable {

    private final Map<String, Target> targets;

    ConfiguredTargets(Map<String, Target> targets) {
        this.targets = new LinkedHashMap<>(targets);
    }

    @Override
    public List<String> names() {
        return List.copyOf(targets.keySet());
    }

    @Override
    public String url(String target) {
        return named(target).url();
    }

    @Override
    public Map<String, String> creatableDatabases(String target) {
        return named(target).creatableDatabases();
    }

    @Override
    public TargetConnection connect(String target, BooleanSupplier mayWrite) {
        return named(target).connect(mayWrite);
    }

    @Override
    public Reachability look(String target) {
        return named(target).look();
    }

    private Target named(String name) {
        Target target = targets.get(name);
        if (target == null) {
            throw new NoSuchElementException("There is no target " + name);
        }
        return target;
    }

    @Override
    public void close() {
        targets.values().forEach(Target::close);
    }
}
