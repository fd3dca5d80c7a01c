package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Expression;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The SQL of a dataset that takes in saved metrics by macros and is there when undeclared metrics are gone. A metric that
 * may go itself stays only if something uses it, be it one that stays.
 */
final class StayingSql {

    private final Subject subject;
    private final Notes notes;
    private final Predicate<Metric> mayGo;
    private final List<Expression> staying = new ArrayList<>();
    private final List<Expression> leaving = new ArrayList<>();

    private StayingSql(Subject subject, Notes notes, Predicate<Metric> mayGo) {
        this.subject = subject;
        this.notes = notes;
        this.mayGo = mayGo;
    }

    static DatasetSql of(Subject subject, Notes notes, Action action, Predicate<Metric> mayGo) {
        Dataset coming = action == Action.UPDATE ? subject.actual() : subject.desired();
        return new DatasetSql(
                subject.before(),
                new StayingSql(subject, notes, mayGo).expressions(),
                DatasetSql.valuesPredicateOf(coming));
    }

    private List<Expression> expressions() {
        for (Column column : subject.actual().columns()) {
            Column declared = subject.declaredColumn(column.name());
            Settings settings = declared == null ? column.settings() : declared.settings();
            add(staying, Kind.COLUMN, column.name(), settings);
        }
        for (Metric metric : subject.actual().metrics()) {
            Metric declared = subject.declaredMetric(metric.name());
            Settings settings = declared == null ? metric.settings() : declared.settings();
            add(mayGo.test(metric) ? leaving : staying, Kind.METRIC, metric.name(), settings);
        }
        boolean moved = true;
        while (moved) {
            List<Expression> used = leaving.stream().filter(this::isUsed).toList();
            staying.addAll(used);
            moved = leaving.removeAll(used);
        }
        return staying;
    }

    private static void add(List<Expression> expressions, Kind kind, String name, Settings settings) {
        settings.text(Setting.EXPRESSION)
                .filter(sql -> !Macros.in(sql).metrics().isEmpty())
                .ifPresent(sql -> expressions.add(new Expression(kind, name, sql)));
    }

    private boolean isUsed(Expression metric) {
        var others = DatasetSql.none(subject.before());
        return staying.stream().anyMatch(one -> one.takesIn(subject.id(), metric.name()))
                || !notes.usersOf(subject.id(), impacts -> impacts.ofMetric(others, metric.name(), Effect.BREAKS))
                        .isEmpty();
    }
}
