package dev.supersetsync.source;

import dev.supersetsync.model.Calculation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the metrics of MetricFlow are calculated over the rows of one semantic model. A metric that others name with a filter
 * is spelled out in them, because Superset has no filter on a metric. What is no aggregate over one semantic model is
 * {@link NotExpressible}.
 */
final class MetricFlowCalculations {

    /**
     * A metric that can be calculated.
     *
     * @param sql gives how it is spelled out within a formula, if it can be
     * @param notes what of it is not as MetricFlow has it
     */
    record Result(MetricFlowModel model, Calculation calculation, Supplier<String> sql, Set<String> notes) {}

    /** As long as the SQL of a formula may be. */
    private static final int LONGEST_SQL = 20_000;

    private static final Pattern WORD = Pattern.compile("'[^']*+'|\"[^\"]*+\"|(?<name>(?<![\\w.])[A-Za-z_]\\w*+)");

    private final MetricFlowProject project;
    private final Set<String> inSuperset;
    private final Map<Wanted, Result> results = new HashMap<>();

    /**
     * For a project that hangs together.
     *
     * @param inSuperset the metrics that formulas can name
     */
    MetricFlowCalculations(MetricFlowProject project, Set<String> inSuperset) {
        this.project = project;
        this.inSuperset = Set.copyOf(inSuperset);
    }

    Result of(MetricFlowMetric metric) {
        return result(metric, List.of());
    }

    private Result result(MetricFlowMetric metric, List<String> filters) {
        Wanted wanted = new Wanted(metric.name(), filters);
        Result known = results.get(wanted);
        if (known != null) {
            return known;
        }
        Result result = calculated(metric, joined(filters, metric.filters()));
        results.put(wanted, result);
        return result;
    }

    private Result calculated(MetricFlowMetric metric, List<String> filters) {
        Fields parameters = metric.parameters();
        return switch (metric.type().toLowerCase(Locale.ROOT)) {
            case "simple" -> simple(parameters, filters);
            case "ratio" -> ratio(parameters, filters);
            case "derived" -> derived(parameters, filters);
            case "cumulative" -> cumulative(metric, filters);
            case "conversion" ->
                throw new NotExpressible("it is a conversion, which follows an entity from one event to another");
            default -> throw new NotExpressible("it is of the unknown type '" + metric.type() + "'");
        };
    }

    private Result simple(Fields parameters, List<String> filters) {
        if (parameters.has("measure")) {
            return measure(parameters.below("measure"), filters);
        }
        Fields aggregation = parameters.below("metric_aggregation_params");
        MetricFlowModel model = project.model(aggregation.textOr("semantic_model", ""))
                .orElseThrow(() -> new NotExpressible("it names no measure and no aggregation"));
        String values = MetricFlowModel.expr(parameters)
                .orElseThrow(() -> new NotExpressible("it does not say what it aggregates (expr)"));
        return aggregate(model, aggregation, values, parameters, filters);
    }

    private Result measure(Fields named, List<String> filters) {
        MetricFlowProject.Measure measure =
                project.measure(named.textOr("name", "")).orElseThrow();
        return aggregate(
                measure.model(),
                measure.node().fields(),
                MetricFlowModel.sql(measure.node()),
                named,
                joined(filters, MetricFlowMetric.filters(named)));
    }

    private static Result aggregate(
            MetricFlowModel model, Fields aggregation, String values, Fields use, List<String> filters) {
        if (aggregation.has("non_additive_dimension")) {
            throw new NotExpressible(
                    "it counts only the rows of one time (non_additive_dimension), which needs a window");
        }
        String own = aggregation.text("agg_time_dimension");
        Fields percentile = aggregation.below("agg_params");
        MetricFlowAggregate aggregate = new MetricFlowAggregate(
                aggregation.textOr("agg", "").toLowerCase(Locale.ROOT),
                values,
                new MetricFlowFilter(model, own == null ? model.timeDimension() : own).sql(filters),
                percentile.node().path("percentile").asDouble(0),
                percentile.node().path("use_discrete_percentile").asBoolean(false),
                MetricFlowMetric.number(use, "fill_nulls_with"));
        Set<String> notes = use.node().path("join_to_timespine").asBoolean(false)
                ? Set.of("has no value for times without rows, because Superset has no time spine (join_to_timespine)")
                : Set.of();
        return new Result(model, aggregate.calculation(), aggregate::sql, notes);
    }

    /** MetricFlow divides as decimal numbers, also where the warehouse would drop the fraction of whole ones. */
    private Result ratio(Fields parameters, List<String> filters) {
        Terms terms = new Terms();
        String numerator = terms.term(parameters.below("numerator"), filters);
        String denominator = terms.term(parameters.below("denominator"), filters);
        return terms.formula("1.0 * " + numerator + " / " + denominator);
    }

    private Result derived(Fields parameters, List<String> filters) {
        String expr = parameters.textOr("expr", "");
        if (expr.isBlank() || expr.contains("[")) {
            throw new NotExpressible(
                    expr.isBlank() ? "it has no expr" : "it has brackets in its expr, which mean metrics in a formula");
        }
        Terms terms = new Terms();
        Map<String, String> byName = new HashMap<>();
        for (var node : parameters.list("metrics")) {
            Fields input = new Fields(node);
            String alias = input.text("alias");
            byName.put(alias == null ? input.textOr("name", "") : alias, terms.term(input, filters));
        }
        String formula = WORD.matcher(expr).replaceAll(word -> {
            String name = word.group("name");
            return Matcher.quoteReplacement(name == null ? word.group() : byName.getOrDefault(name, name));
        });
        return terms.formula(formula);
    }

    private Result cumulative(MetricFlowMetric metric, List<String> filters) {
        String window = metric.window();
        if (window != null) {
            throw new NotExpressible("it adds up over a part of the time (" + window + "), which needs a window");
        }
        Fields input = metric.cumulative().below("metric");
        Result all = input.has("name")
                ? result(
                        project.metric(input.textOr("name", "")).orElseThrow(),
                        joined(filters, MetricFlowMetric.filters(input)))
                : measure(metric.parameters().below("measure"), filters);
        return new Result(
                all.model(),
                all.calculation(),
                all.sql(),
                with(
                        all.notes(),
                        "is the total of each period, and does not"
                                + " add up over time: that needs a window, which a chart can have (rolling function cumsum)"));
    }

    private static Set<String> with(Set<String> notes, String note) {
        Set<String> more = new LinkedHashSet<>(notes);
        more.add(note);
        return more;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private record Wanted(String metric, List<String> filters) {}

    /** The metrics that one formula is made of. */
    private final class Terms {

        private final Set<String> notes = new LinkedHashSet<>();
        private @Nullable MetricFlowModel model;

        /** How a metric is written in the formula: by its name, or spelled out where a filter or its absence asks for it. */
        String term(Fields input, List<String> outerFilters) {
            String name = input.textOr("name", "");
            for (String offset : List.of("offset_window", "offset_to_grain")) {
                if (input.has(offset)) {
                    throw new NotExpressible("it needs the metric %s of another time (%s)".formatted(name, offset));
                }
            }
            List<String> filters = joined(outerFilters, MetricFlowMetric.filters(input));
            Result result = needed(name, filters);
            check(result.model());
            notes.addAll(result.notes());
            if (filters.isEmpty() && inSuperset.contains(name)) {
                return "[" + name.replace("]", "]]") + "]";
            }
            String sql = result.sql().get();
            if (sql.contains("[") && !(result.calculation() instanceof Calculation.Formula)) {
                throw new NotExpressible("it needs %s spelled out, which has brackets in its SQL".formatted(name));
            }
            return "(" + sql + ")";
        }

        private Result needed(String name, List<String> filters) {
            try {
                return result(project.metric(name).orElseThrow(), filters);
            } catch (NotExpressible reason) {
                throw new NotExpressible(
                        "it needs the metric %s, which cannot be had: %s".formatted(name, reason.reason()));
            }
        }

        private void check(MetricFlowModel other) {
            if (model != null && !model.name().equals(other.name())) {
                throw new NotExpressible(
                        "it needs a join of the semantic models %s and %s".formatted(model.name(), other.name()));
            }
            model = other;
        }

        Result formula(String text) {
            if (model == null) {
                throw new NotExpressible("it names no metrics");
            }
            if (text.length() > LONGEST_SQL) {
                throw new NotExpressible("it becomes SQL of more than %d characters".formatted(LONGEST_SQL));
            }
            return new Result(model, new Calculation.Formula(text), () -> text, notes);
        }
    }
}
