package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns filters of MetricFlow into conditions on the columns of one semantic model. A name in a filter that is not in that
 * model, or not without a join, makes it {@link NotExpressible}.
 */
final class MetricFlowFilter {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(?<call>.*?)}}", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile(
            "\\s*(?<function>\\w+)\\s*\\((?<arguments>[^()]*)\\)\\s*(?:\\.grain\\(\\s*['\"](?<grain>\\w+)['\"]\\s*\\))?\\s*");
    private static final Pattern ARGUMENT = Pattern.compile(
            "\\s*(?:(?<key>\\w+)\\s*=\\s*)?(?:'(?<one>[^']*)'|\"(?<two>[^\"]*)\"|\\[(?<list>[^\\]]*)])\\s*(?:,|$)");
    private static final Set<String> GRAINS = Set.of(
            "nanosecond",
            "microsecond",
            "millisecond",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year");
    private static final int LONGEST = 10_000;
    private static final String METRIC_TIME = "metric_time";

    private final MetricFlowModel model;
    private final @Nullable String timeDimension;

    /**
     * For the filters of one measure.
     *
     * @param timeDimension the dimension that is its {@code metric_time}, or null
     */
    MetricFlowFilter(MetricFlowModel model, @Nullable String timeDimension) {
        this.model = model;
        this.timeDimension = timeDimension;
    }

    /** The condition that all of these filters make, or null if there is none. */
    @Nullable
    String sql(List<String> templates) {
        List<String> conditions = templates.stream().map(this::sql).toList();
        return switch (conditions.size()) {
            case 0 -> null;
            case 1 -> conditions.getFirst();
            default -> "(" + String.join(") AND (", conditions) + ")";
        };
    }

    private String sql(String template) {
        if (template.length() > LONGEST) {
            throw new NotExpressible("it has a filter of more than %d characters".formatted(LONGEST));
        }
        if (template.contains("{%") || template.contains("{#")) {
            throw new NotExpressible("it has a filter with statements: " + template);
        }
        String sql = PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(sql(template, place)))
                .strip();
        return MetricFlowModel.spelledOut(sql);
    }

    private String sql(String template, MatchResult place) {
        Matcher call = CALL.matcher(place.group("call"));
        if (!call.matches()) {
            throw notUnderstood(template);
        }
        Arguments arguments = Arguments.of(call.group("arguments"));
        String grain = call.group("grain") == null ? arguments.grain() : call.group("grain");
        if (arguments.isOdd() || arguments.positional().isEmpty()) {
            throw notUnderstood(template);
        }
        return switch (call.group("function")) {
            case "Dimension" -> dimension(arguments, grain, template);
            case "TimeDimension" ->
                dimension(
                        arguments,
                        arguments.positional().size() > 1
                                ? arguments.positional().get(1)
                                : grain,
                        template);
            case "Entity" -> entity(arguments, template);
            case "Metric" -> throw new NotExpressible("it has a filter on another metric: " + template);
            default -> throw notUnderstood(template);
        };
    }

    private static NotExpressible notUnderstood(String template) {
        return new NotExpressible("it has a filter that is not understood: " + template);
    }

    private String dimension(Arguments arguments, @Nullable String grain, String template) {
        List<String> path = arguments.path();
        String last = path.getLast();
        if (path.size() > 1 && GRAINS.contains(last)) {
            return dimension(path.subList(0, path.size() - 1), last, template);
        }
        return dimension(path, grain, template);
    }

    private String dimension(List<String> path, @Nullable String grain, String template) {
        boolean isMetricTime = path.equals(List.of(METRIC_TIME));
        String name = isMetricTime && timeDimension != null ? timeDimension : path.getLast();
        if (!isMetricTime) {
            checkOwn(path, template);
        }
        DbtNode dimension = model.dimension(name).orElseThrow(() -> missing("dimension " + name, template));
        String sql = closed(MetricFlowModel.sql(dimension));
        return MetricFlowModel.isTime(dimension) ? truncated(sql, grain(dimension, grain), template) : sql;
    }

    /** As MetricFlow does it: a time is compared in the grain that is asked for, else in its own. */
    private static String truncated(String sql, String grain, String template) {
        if (!GRAINS.contains(grain)) {
            throw new NotExpressible(
                    "it has a filter with the grain %s, which needs a time spine: %s".formatted(grain, template));
        }
        return "DATE_TRUNC('" + grain + "', " + sql + ")";
    }

    private static String grain(DbtNode dimension, @Nullable String asked) {
        String own = dimension.fields().below("type_params").textOr("time_granularity", "day");
        return (asked == null ? own : asked).toLowerCase(Locale.ROOT);
    }

    private String entity(Arguments arguments, String template) {
        List<String> path = arguments.path();
        if (path.size() > 1) {
            checkOwn(path, template);
        }
        return closed(MetricFlowModel.sql(
                model.entity(path.getLast()).orElseThrow(() -> missing("entity " + path.getLast(), template))));
    }

    private void checkOwn(List<String> path, String template) {
        if (path.size() != 2 || !model.isOwnEntity(path.getFirst())) {
            throw new NotExpressible("it has a filter that needs a join: " + template);
        }
    }

    private NotExpressible missing(String what, String template) {
        return new NotExpressible("it has a filter that needs a join, because the semantic model %s has no %s: %s"
                .formatted(model.name(), what, template));
    }

    private static String closed(String sql) {
        String spelled = MetricFlowModel.spelledOut(sql);
        return MetricFlowModel.isColumn(sql) ? spelled : "(" + spelled + ")";
    }

    /** What stands between the parentheses of a call. */
    private record Arguments(List<String> positional, Map<String, String> named, List<String> entities, boolean isOdd) {

        static Arguments of(String text) {
            List<String> positional = new ArrayList<>();
            Map<String, String> named = new HashMap<>();
            List<String> entities = new ArrayList<>();
            Matcher argument = ARGUMENT.matcher(text);
            int end = 0;
            while (end < text.length() && argument.find() && argument.start() == end) {
                end = argument.end();
                String value = argument.group("one") == null ? argument.group("two") : argument.group("one");
                if (value == null) {
                    entities.addAll(names(argument.group("list")));
                } else if (argument.group("key") == null) {
                    positional.add(value);
                } else {
                    named.put(argument.group("key"), value);
                }
            }
            boolean isOdd = end < text.length()
                    || !Set.of("time_granularity_name", "time_granularity").containsAll(named.keySet());
            return new Arguments(positional, named, entities, isOdd);
        }

        private static List<String> names(String list) {
            return Pattern.compile("['\"]([^'\"]*)['\"]")
                    .matcher(list)
                    .results()
                    .map(name -> name.group(1))
                    .toList();
        }

        @Nullable
        String grain() {
            return named.values().stream().findFirst().orElse(null);
        }

        /** The entities that lead to the element, and the element. */
        List<String> path() {
            List<String> path = new ArrayList<>(entities);
            path.addAll(List.of(positional.getFirst().split("__")));
            return path;
        }
    }
}
