package dev.supersetsync.run;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * All strategy sets: the built-in ones, those of the configuration, and those that callers put. Only the last kind is
 * stored and can change; where names meet, the earlier kind counts.
 */
@Repository
public class StrategySets {

    private static final String LIST = "SELECT name, update_strategy, guards FROM strategy_set ORDER BY name";
    private static final String FIND = "SELECT name, update_strategy, guards FROM strategy_set WHERE name = :name";
    private static final String UPDATE = """
            UPDATE strategy_set SET update_strategy = :update_strategy, guards = :guards WHERE name = :name
            """;
    private static final String INSERT = """
            INSERT INTO strategy_set (name, update_strategy, guards) VALUES (:name, :update_strategy, :guards)
            """;
    private static final String DELETE = "DELETE FROM strategy_set WHERE name = :name";

    private final JdbcClient jdbc;
    private final StoredJson json;
    private final StrategySetSettings settings;

    public StrategySets(JdbcClient jdbc, StoredJson json, StrategySetSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
    }

    /** All sets: the built-in ones first, then the configured and the stored ones, each kind by name. */
    public List<StrategySet> list() {
        var fixed = fixed().toList();
        var taken = fixed.stream().map(StrategySet::name).collect(Collectors.toSet());
        var stored = jdbc.sql(LIST).query(this::set).list().stream().filter(set -> !taken.contains(set.name()));
        return Stream.concat(fixed.stream(), stored).toList();
    }

    /** The set of a name. */
    public Optional<StrategySet> find(String name) {
        return fixed().filter(set -> set.name().equals(name)).findFirst().or(() -> stored(name));
    }

    /**
     * Stores a set, in place of one of the same name.
     *
     * @return whether it is new
     * @throws ReadOnlyStrategySet if the name is that of a built-in or configured set
     */
    public boolean put(StrategySet set) {
        refuseReadOnly(set.name());
        return !updated(set) && inserted(set);
    }

    /**
     * Deletes a stored set.
     *
     * @return whether there was one
     * @throws ReadOnlyStrategySet if the name is that of a built-in or configured set
     */
    public boolean delete(String name) {
        refuseReadOnly(name);
        return jdbc.sql(DELETE).param("name", name).update() > 0;
    }

    private Stream<StrategySet> fixed() {
        return Stream.concat(StrategySet.BUILT_IN.stream(), settings.sets().stream());
    }

    private Optional<StrategySet> stored(String name) {
        return jdbc.sql(FIND).param("name", name).query(this::set).optional();
    }

    private void refuseReadOnly(String name) {
        if (StrategySet.BUILT_IN.stream().anyMatch(set -> set.name().equals(name))) {
            throw new ReadOnlyStrategySet(name, "is built in");
        }
        if (settings.strategySets().containsKey(name)) {
            throw new ReadOnlyStrategySet(name, "comes from the configuration");
        }
    }

    private boolean updated(StrategySet set) {
        return jdbc.sql(UPDATE).params(columns(set)).update() > 0;
    }

    private boolean inserted(StrategySet set) {
        try {
            jdbc.sql(INSERT).params(columns(set)).update();
            return true;
        } catch (DuplicateKeyException e) {
            // Somebody else put a set of this name in between: the later call wins, as if it had come later.
            updated(set);
            return false;
        }
    }

    private Map<String, Object> columns(StrategySet set) {
        return Map.of(
                "name", set.name(),
                "update_strategy", words(set.updateStrategy()),
                "guards", LongText.of(json.write(set.guards())));
    }

    private static String words(UpdateStrategy strategy) {
        return strategy.inOrder().stream().map(Operation::name).collect(Collectors.joining(","));
    }

    private StrategySet set(ResultSet row, int number) throws SQLException {
        return new StrategySet(
                row.getString("name"),
                UpdateStrategy.parse(List.of(row.getString("update_strategy"))),
                json.read(LongText.read(row, "guards"), GuardOverrides.class));
    }
}
