package dev.supersetsync.impact;

import dev.supersetsync.impact.SqlText.Use;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Macros.DatasetCall;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether macros take in a metric or a column of a dataset: in SQL, and in what charts and filters say. Who is to be looked
 * into is up to the search.
 */
final class MacroReading {

    /** A query that takes all columns of what it reads. */
    private static final Pattern ALL_COLUMNS = Pattern.compile("(?i)(\\bselect|\\bdistinct|,|\\.)\\s*\\*");

    /** Of another dataset's query nothing is known but the text. */
    private static final Dialect ANY = Dialect.of("");

    private final UserIndex index;
    private final Texts texts;

    MacroReading(UserIndex index, Texts texts) {
        this.index = index;
        this.texts = texts;
    }

    /** Whether macros take in a metric, be it by another metric. */
    boolean takeIn(Macros macros, int datasetId, String name, @Nullable Integer ownId) {
        return index.whole(macros).nameMetric(datasetId, name, ownId);
    }

    /**
     * Whether a piece of SQL takes in a metric by macros.
     *
     * @param ownId the dataset that a macro means which names none, null if it is not this one
     */
    Use metricIn(String sql, int datasetId, String name, @Nullable Integer ownId) {
        return takeIn(Macros.in(sql), datasetId, name, ownId)
                ? Use.CERTAIN
                : read(sql, datasetId, name, DatasetCall::takesMetrics);
    }

    Use metricIn(References references, int datasetId, String name, @Nullable Integer ownId) {
        return takeIn(references.macros(), datasetId, name, ownId)
                ? Use.CERTAIN
                : read(references, sql -> read(sql, datasetId, name, DatasetCall::takesMetrics));
    }

    Use columnIn(String sql, int datasetId, String name) {
        return read(sql, datasetId, name, call -> !call.choosesColumns());
    }

    Use columnIn(References references, int datasetId, String name) {
        return read(references, sql -> columnIn(sql, datasetId, name));
    }

    private static Use read(References references, Function<String, Use> in) {
        return references.macros().datasets().isEmpty()
                ? Use.NONE
                : references.sql(Set.of()).stream().map(in).reduce(Use.NONE, Use::or);
    }

    /** Whether a query that reads the dataset by a macro needs a part of it; one that takes all may. */
    private Use read(String sql, int datasetId, String part, Predicate<DatasetCall> isTaken) {
        List<DatasetCall> calls = Macros.in(sql).datasets().stream()
                .filter(call -> call.id() == datasetId)
                .toList();
        if (calls.stream().anyMatch(call -> call.names(part))) {
            return Use.CERTAIN;
        }
        if (calls.stream().noneMatch(isTaken)) {
            return Use.NONE;
        }
        boolean takesAll = ALL_COLUMNS.matcher(sql).find();
        return texts.use(sql, ANY, part).or(takesAll ? Use.POSSIBLE : Use.NONE);
    }
}
