package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Probe.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tries the expressions of many datasets of one schema: those of many with one query, which takes little more than the
 * query of one. Where the warehouse refuses it the halves are tried, until what it refuses is alone.
 */
final class Trials {

    /** Some seconds of Superset's time, far from any time-out. */
    private static final int BATCH = 50;

    private final SqlLab sqlLab;
    private final Database database;
    private final Place place;
    private final Trial trial;

    Trials(SqlLab sqlLab, Database database, Place place, Identifiers identifiers) {
        this.sqlLab = sqlLab;
        this.database = database;
        this.place = place;
        this.trial = new Trial(sqlLab, database, identifiers);
    }

    /** The results of probes, each list of which is of one dataset and one role. */
    Map<Probe, Result> of(List<List<Probe>> groups) {
        return each(batches(groups), this::batch);
    }

    private static List<List<List<Probe>>> batches(List<List<Probe>> groups) {
        return IntStream.iterate(0, start -> start < groups.size(), start -> start + BATCH)
                .mapToObj(start -> groups.subList(start, Math.min(start + BATCH, groups.size())))
                .toList();
    }

    private Map<Probe, Result> batch(List<List<Probe>> groups) {
        if (groups.size() == 1) {
            return trial.of(groups.getFirst());
        }
        return switch (ask(groups)) {
            case SqlLab.Reply.Rows _ -> each(groups, trial::ran);
            case SqlLab.Reply.Refused _ -> each(halves(groups), this::batch);
            case SqlLab.Reply.None _ -> each(groups, trial::of);
        };
    }

    private static List<List<List<Probe>>> halves(List<List<Probe>> groups) {
        int middle = groups.size() / 2;
        return List.of(groups.subList(0, middle), groups.subList(middle, groups.size()));
    }

    private static <T> Map<Probe, Result> each(List<T> parts, Function<T, Map<Probe, Result>> results) {
        var all = new HashMap<Probe, Result>();
        Parallel.map(parts, results).forEach(all::putAll);
        return all;
    }

    /** One query, since Superset takes longer for the next statement of a query than for the next part of a statement. */
    private SqlLab.Reply ask(List<List<Probe>> groups) {
        List<String> statements =
                groups.stream().map(trial::statement).flatMap(Optional::stream).toList();
        if (statements.isEmpty()) {
            return new SqlLab.Reply.Rows(List.of(), List.of(), false, Optional.empty());
        }
        String parts = IntStream.range(0, statements.size())
                .mapToObj(i -> "SELECT 1 AS ran\nFROM (\n" + statements.get(i) + "\n) t" + i)
                .collect(Collectors.joining("\nUNION ALL\n"));
        return sqlLab.ask(new SqlLab.Question(
                database.id(),
                place.catalog(),
                place.schema(),
                "SELECT COUNT(*) AS ran\nFROM (\n" + parts + "\n) t",
                1));
    }
}
