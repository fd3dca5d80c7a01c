package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of the metrics of a dataset that exists. A metric that a person made or edited is not ours to remove. */
final class MetricRules {

    private final Subject subject;
    private final Notes notes;
    private final Removals removals;
    private final Merge merge;
    private final Action action;

    MetricRules(Subject subject, Notes notes, Removals removals, Merge merge, Action action) {
        this.subject = subject;
        this.notes = notes;
        this.removals = removals;
        this.merge = merge;
        this.action = action;
    }

    /** The metrics that the dataset shall have, in its order, new ones last. */
    List<Metric> metrics() {
        var result = new ArrayList<Metric>();
        for (Metric actual : subject.actual().metrics()) {
            Metric declared = subject.declaredMetric(actual.name());
            if (declared != null) {
                result.add(declared(actual, declared));
            } else if (!goes(actual)) {
                result.add(actual);
            }
        }
        subject.desired().metrics().stream()
                .filter(this::isAdded)
                .map(Blank::metric)
                .forEach(result::add);
        return List.copyOf(result);
    }

    private Metric declared(Metric actual, Metric declared) {
        Settings merged = merge.settings(
                () -> Paths.metric(actual.name()),
                actual.settings(),
                declared.settings(),
                subject.appliedToMetric(actual.name()),
                MetricRules::reset);
        return actual.with(merged);
    }

    private static Optional<Value> reset(Setting setting) {
        return Optional.of(setting.defaultValue());
    }

    private boolean goes(Metric actual) {
        return mayGo(actual)
                && removals.allow(
                        Paths.metric(actual.name()),
                        notes.usersOfMetric(
                                StayingSql.of(subject, notes, action, this::mayGo), actual.name(), Effect.BREAKS));
    }

    /** Whether it is for us to take away. */
    private boolean mayGo(Metric actual) {
        if (subject.declaredMetric(actual.name()) != null) {
            return false;
        }
        Settings applied = subject.appliedToMetric(actual.name());
        boolean ours = subject.metricWasApplied(actual.name()) && Subject.isUntouched(actual.settings(), applied);
        return action == Action.REPLACE || ours;
    }

    private boolean isAdded(Metric declared) {
        return !subject.hasMetric(declared.name())
                && merge.mayOverwrite(Paths.metric(declared.name()), subject.metricWasApplied(declared.name()));
    }
}
