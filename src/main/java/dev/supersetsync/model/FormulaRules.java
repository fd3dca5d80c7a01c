package dev.supersetsync.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold for the formulas of one model: each can be read, names metrics that exist, does not come back to
 * itself, and stays within what nesting may make of it.
 */
final class FormulaRules {

    private static final int LONGEST_FORMULA = 10_000;
    private static final int LONGEST_SQL = 20_000;
    private static final int DEEPEST_NESTING = 50;
    private static final int MOST_NAMED = 5;

    private final String path;
    private final List<ModelMetric> metrics;
    private final Findings findings;
    private final Map<String, Integer> indexes;
    private final Map<String, FormulaText> formulas = new LinkedHashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    FormulaRules(String path, List<ModelMetric> metrics, Findings findings) {
        this.path = path;
        this.metrics = metrics;
        this.findings = findings;
        this.indexes = LinkedHashMap.newLinkedHashMap(metrics.size());
        for (int index = 0; index < metrics.size(); index++) {
            indexes.putIfAbsent(metrics.get(index).name(), index);
        }
    }

    void check() {
        indexes.forEach(this::read);
        formulas.forEach(this::checkNames);
        Components.of(needs()).forEach(this::checkNesting);
    }

    private void read(String metric, int index) {
        switch (metrics.get(index).calculation()) {
            case Calculation.Formula formula -> readFormula(metric, formula.text());
            case Calculation.Expression expression ->
                lengths.put(metric, (long) expression.sql().length());
            case Calculation.Aggregate _ -> {}
        }
    }

    private void readFormula(String metric, String text) {
        if (text.length() > LONGEST_FORMULA) {
            findings.checkLength(at(metric), text, LONGEST_FORMULA);
            return;
        }
        try {
            formulas.put(metric, FormulaText.of(text));
        } catch (FormulaSyntaxException unreadable) {
            findings.add(at(metric), "is not a formula: " + unreadable.getMessage());
        }
    }

    private void checkNames(String metric, FormulaText formula) {
        formula.metrics().stream()
                .filter(named -> !indexes.containsKey(named))
                .forEach(missing -> findings.add(
                        at(metric),
                        "names the metric [" + missing + "], which the model does not have"
                                + Nearest.question(missing, indexes.keySet())));
    }

    private Map<String, Set<String>> needs() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        formulas.forEach((metric, formula) -> needs.put(
                metric, formula.metrics().stream().filter(formulas::containsKey).collect(Collectors.toSet())));
        return needs;
    }

    private void checkNesting(List<String> component) {
        String metric = component.getFirst();
        FormulaText formula = formulas.get(metric);
        if (formula == null) {
            return;
        }
        if (component.size() > 1 || formula.metrics().contains(metric)) {
            component.forEach(member -> findings.add(at(member), circular(member, component)));
        } else {
            checkExtent(metric, formula);
        }
    }

    private static String circular(String member, List<String> component) {
        String others = component.stream()
                .filter(other -> !other.equals(member))
                .limit(MOST_NAMED)
                .map(other -> "[" + other + "]")
                .collect(Collectors.joining(", "));
        return "is circular: it needs itself" + (others.isEmpty() ? "" : ", by way of " + others);
    }

    private void checkExtent(String metric, FormulaText formula) {
        long length = formula.length(named -> lengths.getOrDefault(named, 0L));
        int depth = 1 + formula.metrics().stream().mapToInt(this::depth).max().orElse(0);
        if (length > LONGEST_SQL) {
            findings.add(
                    at(metric), "becomes SQL of more than %d characters with what it names".formatted(LONGEST_SQL));
        } else if (depth > DEEPEST_NESTING) {
            findings.add(at(metric), "is nested more than %d formulas deep".formatted(DEEPEST_NESTING));
        } else {
            lengths.put(metric, length);
            depths.put(metric, depth);
        }
    }

    private int depth(String metric) {
        return depths.getOrDefault(metric, 0);
    }

    private String at(String metric) {
        return "%s[%d].formula".formatted(path, indexes.getOrDefault(metric, 0));
    }
}
