package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Guards.CheckExpressions;
import dev.supersetsync.plan.Guards.DeleteScope;
import dev.supersetsync.plan.Guards.UiEdits;
import dev.supersetsync.plan.Scenario.OfDataset;
import dev.supersetsync.plan.Scenario.Rules;
import dev.supersetsync.plan.Scenario.Trouble;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Makes random scenarios from few names and few values, so that sides often agree, often nearly, and meet in every
 * combination.
 */
final class Scenarios implements ArbitrarySupplier<Scenario> {

    static final List<String> NAMES = List.of("orders", "returns", "customers");

    private static final List<String> COLUMNS = List.of("a", "b", "c");
    private static final List<String> METRICS = List.of("m", "n");
    private static final List<String> QUERIES = List.of("SELECT 1", "SELECT 2");
    private static final List<String> EXPRESSIONS = List.of("x + 1", "x + 2", "CAST(NULL AS TEXT)");
    private static final List<String> SUMS = List.of("SUM(x)", "SUM(y)");

    @Override
    public Arbitrary<Scenario> get() {
        List<Arbitrary<OfDataset>> datasets =
                NAMES.stream().map(Scenarios::dataset).toList();
        return Combinators.combine(Combinators.combine(datasets).as(list -> list), rules(), trouble())
                .as(Scenario::new);
    }

    private static Arbitrary<OfDataset> dataset(String name) {
        return Combinators.combine(
                        sketch(name).injectNull(0.2),
                        sketch(name).injectNull(0.2),
                        sketch(name).injectNull(0.3),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("shop")), Tuple.of(1, Arbitraries.just("logistics"))),
                        Arbitraries.of(true, false),
                        Arbitraries.of("a", "b", "c", "m", "n").set().ofMaxSize(2))
                .as(OfDataset::new);
    }

    private static Arbitrary<Sketch> sketch(String name) {
        var parts = new ArrayList<Arbitrary<Words>>();
        parts.add(query(name));
        parts.add(dataset());
        COLUMNS.forEach(column -> parts.add(column(column)));
        METRICS.forEach(metric -> parts.add(metric(metric)));
        return Combinators.combine(parts).as(words -> {
            Sketch sketch = Sketch.of(name);
            for (Words word : words) {
                sketch = word.addTo(sketch);
            }
            return sketch;
        });
    }

    /** Customers are a query, everything else is a table; seldom the other way round. */
    private static Arbitrary<Words> query(String name) {
        Arbitrary<Words> query = Arbitraries.of(QUERIES).map(sql -> sketch -> sketch.query(sql));
        Arbitrary<Words> table = Arbitraries.just(sketch -> sketch);
        boolean mostlyQuery = name.equals("customers");
        return Arbitraries.frequencyOf(Tuple.of(mostlyQuery ? 15 : 1, query), Tuple.of(mostlyQuery ? 1 : 15, table));
    }

    private static Arbitrary<Words> dataset() {
        return Arbitraries.of(
                sketch -> sketch,
                sketch -> sketch.with(Setting.DESCRIPTION, "A"),
                sketch -> sketch.with(Setting.DESCRIPTION, "B"),
                sketch -> sketch.with(Setting.CACHE_TIMEOUT, Value.whole(60)),
                sketch -> sketch.with(Setting.MAIN_DATETIME_COLUMN, "a"));
    }

    /** Something said of a dataset. */
    @FunctionalInterface
    private interface Words {
        Sketch addTo(Sketch sketch);
    }

    private static Arbitrary<Words> column(String name) {
        Arbitrary<Words> kind = Arbitraries.<Words>of(
                sketch -> sketch,
                sketch -> sketch.column(name, "TEXT"),
                sketch -> sketch.column(name, Setting.EXPRESSION, Value.UNSET),
                sketch -> sketch.column(name, "TIMESTAMP").column(name, Setting.TEMPORAL, Value.flag(true)),
                sketch -> sketch.calculated(name, EXPRESSIONS.get(0)),
                sketch -> sketch.calculated(name, EXPRESSIONS.get(1)),
                sketch -> sketch.calculated(name, EXPRESSIONS.get(2)).column(name, Setting.TYPE, "TEXT"));
        Arbitrary<Words> more = Arbitraries.<Words>of(
                sketch -> sketch,
                sketch -> sketch.column(name, Setting.LABEL, "A"),
                sketch -> sketch.column(name, Setting.LABEL, "B"),
                sketch -> sketch.column(name, Setting.HIDDEN, Value.flag(true)),
                sketch -> sketch.column(name, Setting.GROUPABLE, Value.flag(false)));
        return Combinators.combine(kind, more).as((one, other) -> sketch -> {
            Sketch with = one.addTo(sketch);
            return with.columns().containsKey(name) ? other.addTo(with) : with;
        });
    }

    private static Arbitrary<Words> metric(String name) {
        return Arbitraries.of(
                sketch -> sketch,
                sketch -> sketch.metric(name, SUMS.getFirst()),
                sketch -> sketch.metric(name, SUMS.getLast()),
                sketch -> sketch.metric(name, SUMS.getFirst()).metric(name, Setting.LABEL, Value.text("A")),
                sketch -> sketch.metric(name, SUMS.getFirst())
                        .metric(name, Setting.CURRENCY, new Value.Currency("EUR", null)));
    }

    private static Arbitrary<Rules> rules() {
        Arbitrary<GuardOverrides> guards = Combinators.combine(
                        Arbitraries.of(BreakingChanges.class),
                        Arbitraries.of(UiEdits.class),
                        Arbitraries.of(DeleteScope.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(CheckExpressions.class))
                .as((breaking, edits, scope, takeOver, check) ->
                        new GuardOverrides(breaking, edits, scope, null, null, takeOver, null, check, null, null));
        return Combinators.combine(
                        Arbitraries.of(
                                List.of("CREATE", "UPDATE"),
                                List.of("CREATE", "UPDATE", "DELETE"),
                                List.of("CREATE", "REPLACE"),
                                List.of("CREATE", "REPLACE", "DELETE"),
                                List.of("CREATE", "DELETE"),
                                List.of("UPDATE")),
                        guards,
                        Arbitraries.of(Others.class))
                .as(Rules::new);
    }

    private static Arbitrary<Trouble> trouble() {
        var refusable = new ArrayList<>(QUERIES);
        refusable.addAll(EXPRESSIONS);
        refusable.addAll(SUMS);
        return Combinators.combine(
                        Arbitraries.of(COLUMNS).set().ofMaxSize(2),
                        Arbitraries.of("a", "d").set().ofMaxSize(1),
                        Arbitraries.of(refusable).set().ofMaxSize(1),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
                .as(Trouble::new);
    }
}
