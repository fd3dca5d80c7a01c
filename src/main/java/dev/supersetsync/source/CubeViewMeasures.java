package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The measures of a view as metrics on its query. One that would count rows more often than they are there is left out.
 */
final class CubeViewMeasures {

    private final Drafted model;
    private final CubeWords words;
    private final CubeJoins joins;
    private final CubeMetrics metrics;
    private final Map<String, String> columnsBySql = new HashMap<>();
    private final SequencedMap<String, CubeMember> measures = new LinkedHashMap<>();

    CubeViewMeasures(Draft draft, Drafted model, CubeWords words, CubeJoins joins) {
        this.model = model;
        this.words = words;
        this.joins = joins;
        this.metrics = new CubeMetrics(draft, this::calculate);
    }

    /** A further measure that the view includes. */
    void add(CubeMember member) {
        CubeMember first = measures.putIfAbsent(member.key(), member);
        if (first != null) {
            model.lose(
                    "metrics." + member.exposed(),
                    "the measure " + member.exposed() + " is left out: it is there as " + first.exposed());
        }
    }

    /** A column of the query, which measures may name by its SQL. */
    void mayUse(String sql, String column) {
        columnsBySql.putIfAbsent(sql, column);
    }

    /** Writes the measures into the model, and what they need into the query. */
    void write() {
        for (CubeMember member : List.copyOf(measures.values())) {
            try {
                metrics.calculated(member.cube(), member.name(), member.placed());
            } catch (NotConvertible impossible) {
                measures.remove(member.key());
                model.lose(
                        "metrics." + member.exposed(),
                        "the measure " + member.exposed() + " is left out: " + impossible.why());
            }
        }
        measures.values().forEach(this::writeMeasure);
    }

    private void writeMeasure(CubeMember member) {
        try {
            ObjectNode metric = model.metric(member.exposed());
            metric.setAll(metrics.calculated(member.cube(), member.name(), member.placed()));
            words.ofMeasure(member.exposed(), member.placed(), member.override(), metric);
        } catch (NotConvertible impossible) {
            throw new IllegalStateException("It was calculated before: " + member.key(), impossible);
        }
    }

    private void calculate(CubeDefinition cube, Placed measure, ObjectNode metric) throws NotConvertible {
        Optional<CubeAggregate> aggregate = CubeMeasures.aggregate(cube, measure, joins.sql());
        if (aggregate.isEmpty()) {
            writeCalculated(cube, measure, metric);
            return;
        }
        CubeAggregate counted = withKey(cube, aggregate.get());
        if (!cube.equals(joins.root())) {
            refuseRepeated(counted.sql());
        }
        new CubeAggregate(counted.aggregation(), inView(counted.operand()), inView(counted.filter()))
                .write(metric, name -> false);
    }

    /** Rows of a joined cube are counted by their key. */
    private CubeAggregate withKey(CubeDefinition cube, CubeAggregate aggregate) throws NotConvertible {
        if (aggregate.operand() != null || cube.equals(joins.root())) {
            return aggregate;
        }
        List<String> key = cube.primaryKey();
        Optional<Placed> dimension = key.size() == 1 ? cube.dimension(key.getFirst()) : Optional.empty();
        if (dimension.isEmpty()) {
            throw new NotConvertible("it counts the rows of " + cube.name()
                    + ", which a join repeats, and that has not one" + " primary key to count");
        }
        return new CubeAggregate(
                Aggregation.COUNT_DISTINCT,
                joins.sql().dimension(cube, key.getFirst(), dimension.get()),
                aggregate.filter());
    }

    private void refuseRepeated(String sql) throws NotConvertible {
        SqlText text = read(sql);
        Optional<String> problem = JoinedAggregates.problem(
                text, column -> joins.isOnce(column.qualifier()), joins.root().name());
        if (problem.isPresent()) {
            throw new NotConvertible(problem.get());
        }
    }

    private void writeCalculated(CubeDefinition cube, Placed measure, ObjectNode metric) throws NotConvertible {
        String text = measure.text("sql");
        if (text == null) {
            throw new NotConvertible("it has no sql");
        }
        List<String> named = new ArrayList<>();
        String sql = joins.sql().of(cube, measure, text, (owner, name) -> {
            named.add(measureInFormula(owner, name));
            return placeholder(named.size() - 1);
        });
        if (!named.isEmpty() && text.contains("[")) {
            throw new NotConvertible("it has brackets in its SQL beside other measures");
        }
        refuseRepeated(sql);
        String written = String.valueOf(inView(sql));
        for (int index = 0; index < named.size(); index++) {
            written = written.replace(placeholder(index), named.get(index));
        }
        metric.put(named.isEmpty() ? "expression" : "formula", written);
    }

    private static String placeholder(int index) {
        return "superset_sync_measure_" + index + "_()";
    }

    private String measureInFormula(CubeDefinition cube, String name) throws NotConvertible {
        Placed measure = cube.measure(name).orElseThrow(() -> new NotConvertible("it needs the measure " + name));
        try {
            metrics.calculated(cube, name, measure);
        } catch (NotConvertible impossible) {
            throw new NotConvertible("it needs the measure " + name + ", of which: " + impossible.why());
        }
        CubeMember needed = new CubeMember(cube, name, measure, null, cube.name() + "__" + name);
        if (measures.putIfAbsent(needed.key(), needed) == null) {
            model.lose(
                    "metrics." + needed.exposed(),
                    "the measure " + name + " of " + cube.name()
                            + " is not in the view, but others need it, so that it is" + " there as "
                            + needed.exposed());
        }
        return CubeMetrics.inFormula(String.valueOf(measures.get(needed.key()).exposed()));
    }

    /** SQL on the query's tables as SQL on its result, which gets the columns that it lacks. */
    private @Nullable String inView(@Nullable String sql) throws NotConvertible {
        if (sql == null) {
            return null;
        }
        SqlText text = read(sql);
        return text.with(column -> SqlNames.written(columnOf(text.original(column), column)));
    }

    private String columnOf(String sql, ColumnName column) {
        String known = columnsBySql.get(sql);
        if (known != null) {
            return known;
        }
        String name = column.qualifier() + "__" + column.name();
        while (joins.query().hasColumn(name)) {
            name += "_";
        }
        joins.query().column(name, sql);
        columnsBySql.put(sql, name);
        model.column(name).put("hidden", true);
        return name;
    }

    private static SqlText read(String sql) throws NotConvertible {
        return SqlText.of(sql)
                .orElseThrow(() ->
                        new NotConvertible("its SQL is not understood, so that it cannot stand in a join: " + sql));
    }
}
