package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Probe.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries expressions of one dataset in a query that reads no rows: all at once, and where that fails the halves, until
 * the culprits are found. Expressions that Superset fills in or that can't stand alone are not tried.
 */
final class Trial {

    private final SqlLab sqlLab;
    private final Database database;
    private final Identifiers identifiers;

    Trial(SqlLab sqlLab, Database database, Identifiers identifiers) {
        this.sqlLab = sqlLab;
        this.database = database;
        this.identifiers = identifiers;
    }

    /** Probes of one dataset and one role. */
    Map<Probe, Result> of(List<Probe> probes) {
        Map<Probe, Result> results = withoutAskingFor(probes);
        List<Probe> toTry = toTry(probes);
        if (!toTry.isEmpty()) {
            tryAll(toTry, results);
        }
        return results;
    }

    /** The query that tries all of them at once, empty where there is nothing to ask. */
    Optional<String> statement(List<Probe> probes) {
        List<Probe> toTry = toTry(probes);
        return toTry.isEmpty() ? Optional.empty() : Optional.of(sql(toTry));
    }

    /** What is known once that query ran. */
    Map<Probe, Result> ran(List<Probe> probes) {
        Map<Probe, Result> results = withoutAskingFor(probes);
        toTry(probes).forEach(probe -> results.put(probe, new Result.Runs()));
        return results;
    }

    private static Map<Probe, Result> withoutAskingFor(List<Probe> probes) {
        var results = new HashMap<Probe, Result>();
        probes.forEach(probe -> withoutAsking(probe).ifPresent(result -> results.put(probe, result)));
        return results;
    }

    private static List<Probe> toTry(List<Probe> probes) {
        return probes.stream().filter(probe -> withoutAsking(probe).isEmpty()).toList();
    }

    private static Optional<Result> withoutAsking(Probe probe) {
        if (SqlText.hasJinja(probe.expression()) || probe.sql() != null && SqlText.hasJinja(probe.sql())) {
            return Optional.of(new Result.Unknown("a Jinja template only has a meaning in a chart"));
        }
        if (probe.expression().isBlank()) {
            return Optional.of(new Result.DoesNotRun("The expression is empty"));
        }
        return SqlText.single(probe.expression()).isEmpty()
                ? Optional.of(new Result.DoesNotRun("Only one expression can stand here"))
                : Optional.empty();
    }

    private void tryAll(List<Probe> probes, Map<Probe, Result> results) {
        switch (ask(probes)) {
            case SqlLab.Reply.Rows rows -> probes.forEach(probe -> results.put(probe, new Result.Runs()));
            case SqlLab.Reply.None none -> probes.forEach(probe -> results.put(probe, new Result.Unknown(none.why())));
            case SqlLab.Reply.Refused refused -> findCulprits(probes, refused, results);
        }
    }

    /** If not even the bare table can be asked, no expression is to blame. */
    private void findCulprits(List<Probe> probes, SqlLab.Reply.Refused refused, Map<Probe, Result> results) {
        switch (ask(probes.getFirst(), sql(probes.getFirst(), List.of("COUNT(*)")))) {
            case SqlLab.Reply.Rows rows -> halve(probes, refused, results);
            case SqlLab.Reply.Refused bare ->
                probes.forEach(probe -> results.put(probe, new Result.Unknown(bare.message())));
            case SqlLab.Reply.None none -> probes.forEach(probe -> results.put(probe, new Result.Unknown(none.why())));
        }
    }

    private void halve(List<Probe> probes, SqlLab.Reply.Refused refused, Map<Probe, Result> results) {
        if (probes.size() == 1) {
            results.put(probes.getFirst(), new Result.DoesNotRun(refused.message()));
            return;
        }
        int middle = probes.size() / 2;
        for (List<Probe> half : List.of(probes.subList(0, middle), probes.subList(middle, probes.size()))) {
            switch (ask(half)) {
                case SqlLab.Reply.Rows rows -> half.forEach(probe -> results.put(probe, new Result.Runs()));
                case SqlLab.Reply.None none ->
                    half.forEach(probe -> results.put(probe, new Result.Unknown(none.why())));
                case SqlLab.Reply.Refused again -> halve(half, again, results);
            }
        }
    }

    private SqlLab.Reply ask(List<Probe> probes) {
        return ask(probes.getFirst(), sql(probes));
    }

    private String sql(List<Probe> probes) {
        var expressions = new ArrayList<String>();
        // Beside an aggregate, what is none is noticed.
        if (probes.getFirst().role() == Probe.Role.METRIC) {
            expressions.add("COUNT(*)");
        }
        probes.forEach(
                probe -> expressions.add(SqlText.single(probe.expression()).orElseThrow()));
        return sql(probes.getFirst(), expressions);
    }

    private SqlLab.Reply ask(Probe any, String sql) {
        return sqlLab.ask(new SqlLab.Question(
                database.id(), any.dataset().catalog(), any.dataset().schema(), sql, 1));
    }

    private String sql(Probe any, List<String> expressions) {
        var select = new ArrayList<String>();
        for (int i = 0; i < expressions.size(); i++) {
            select.add(expressions.get(i) + "\n AS c" + i);
        }
        boolean aggregates = any.role() == Probe.Role.METRIC || expressions.equals(List.of("COUNT(*)"));
        return "SELECT " + String.join(",\n", select) + "\nFROM " + from(any) + "\nWHERE 1 = 0"
                + (aggregates ? noResult() : "");
    }

    /**
     * An aggregate over no rows has one row, in which a ratio of counts would divide by zero. SQLite knows HAVING only
     * with GROUP BY, and gives NULL for that.
     */
    private String noResult() {
        return "sqlite".equals(database.backend()) ? "" : "\nHAVING 1 = 0";
    }

    private String from(Probe probe) {
        String sql = probe.sql();
        return sql == null
                ? identifiers.quote(probe.dataset())
                : "(\n" + SqlText.single(sql).orElse(sql) + "\n) virtual_table";
    }
}
