package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Probe.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tries the expressions of many datasets of one schema: the queries of many with one call, which takes a fifth of the
 * time of a call for each. Where one of them fails, each is tried alone.
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
        var results = new HashMap<Probe, Result>();
        Parallel.map(batches(groups), this::batch).forEach(results::putAll);
        return results;
    }

    private static List<List<List<Probe>>> batches(List<List<Probe>> groups) {
        return IntStream.iterate(0, start -> start < groups.size(), start -> start + BATCH)
                .mapToObj(start -> groups.subList(start, Math.min(start + BATCH, groups.size())))
                .toList();
    }

    private Map<Probe, Result> batch(List<List<Probe>> groups) {
        var results = new HashMap<Probe, Result>();
        boolean allRan = groups.size() > 1 && ran(groups);
        Parallel.map(groups, group -> allRan ? trial.ran(group) : trial.of(group))
                .forEach(results::putAll);
        return results;
    }

    private boolean ran(List<List<Probe>> groups) {
        List<String> statements =
                groups.stream().map(trial::statement).flatMap(Optional::stream).toList();
        if (statements.isEmpty()) {
            return true;
        }
        var question = new SqlLab.Question(
                database.id(), place.catalog(), place.schema(), String.join("\n;\n", statements), 1);
        return sqlLab.ask(question) instanceof SqlLab.Reply.Rows;
    }
}
