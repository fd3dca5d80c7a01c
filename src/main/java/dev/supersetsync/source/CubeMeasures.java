package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the types of measures of Cube mean. Where a measure is to stand is for others to know. */
final class CubeMeasures {

    private static final Set<String> CALCULATED = Set.of("number", "number_agg", "string", "time", "boolean");
    private static final List<String> BEYOND = List.of(
            "rolling_window",
            "multi_stage",
            "time_shift",
            "group_by",
            "reduce_by",
            "add_group_by",
            "order_by",
            "case",
            "mask");

    private CubeMeasures() {}

    /** The aggregate that a measure is; empty if it is calculated from other measures or aggregates. */
    static Optional<CubeAggregate> aggregate(CubeDefinition cube, Placed measure, CubeSql sql) throws NotConvertible {
        refuseBeyond(measure);
        String type = measure.fields().textOr("type", "");
        Optional<Aggregation> aggregation = aggregation(type);
        if (aggregation.isPresent()) {
            return Optional.of(new CubeAggregate(
                    aggregation.get(), operand(cube, measure, sql, aggregation.get()), filter(cube, measure, sql)));
        }
        if (!CALCULATED.contains(type)) {
            throw new NotConvertible("its type is '" + type + "'");
        }
        if (!measure.list("filters").isEmpty()) {
            throw new NotConvertible(
                    "it has filters and the type " + type + ", so that it is not certain what they filter");
        }
        return Optional.empty();
    }

    private static void refuseBeyond(Placed measure) throws NotConvertible {
        for (String feature : BEYOND) {
            if (measure.has(feature) && !measure.isFalse(feature)) {
                throw new NotConvertible("it has " + feature + ", which a metric of Superset cannot do");
            }
        }
    }

    private static Optional<Aggregation> aggregation(String type) {
        return switch (type) {
            case "count" -> Optional.of(Aggregation.COUNT);
            case "count_distinct", "countDistinct", "count_distinct_approx", "countDistinctApprox" ->
                Optional.of(Aggregation.COUNT_DISTINCT);
            case "sum" -> Optional.of(Aggregation.SUM);
            case "avg" -> Optional.of(Aggregation.AVG);
            case "min" -> Optional.of(Aggregation.MIN);
            case "max" -> Optional.of(Aggregation.MAX);
            default -> Optional.empty();
        };
    }

    private static @Nullable String operand(CubeDefinition cube, Placed measure, CubeSql sql, Aggregation aggregation)
            throws NotConvertible {
        String text = measure.text("sql");
        if (text != null) {
            return sql.of(cube, measure, text);
        }
        if (aggregation != Aggregation.COUNT) {
            throw new NotConvertible("it has no sql");
        }
        return null;
    }

    private static @Nullable String filter(CubeDefinition cube, Placed measure, CubeSql sql) throws NotConvertible {
        List<String> conditions = new ArrayList<>();
        for (Placed filter : measure.list("filters")) {
            conditions.add(sql.of(cube, filter, filter.fields().textOr("sql", "")));
        }
        return switch (conditions.size()) {
            case 0 -> null;
            case 1 -> conditions.getFirst();
            default ->
                String.join(
                        " AND ", conditions.stream().map(SqlText::parenthesized).toList());
        };
    }

    /** Whether Cube only estimates what is counted. */
    static boolean isEstimated(Placed measure) {
        return measure.fields().textOr("type", "").matches("count_distinct_approx|countDistinctApprox");
    }
}
