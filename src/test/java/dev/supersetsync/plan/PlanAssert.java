package dev.supersetsync.plan;

import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Value;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Says of a plan, in short lines, all that it does and holds back. Lists are complete: what a test does not name must
 * not be there.
 */
final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    private PlanAssert(Plan plan) {
        super(plan, PlanAssert.class);
    }

    static PlanAssert assertThat(Plan plan) {
        return new PlanAssert(plan);
    }

    /** The changes in their order, as {@code UPDATE orders}; unchanged datasets are not listed. */
    PlanAssert does(String... changes) {
        Assertions.assertThat(actual.changes().stream()
                        .filter(change -> change.action() != Action.UNCHANGED)
                        .map(change -> change.action() + " " + name(change.dataset())))
                .as("changes")
                .containsExactly(changes);
        return this;
    }

    /** Nothing is written: every declared dataset is as it should be, or held back. */
    PlanAssert doesNothing() {
        return does().alters();
    }

    PlanAssert leavesUnchanged(String... datasets) {
        Assertions.assertThat(actual.changes().stream()
                        .filter(change -> change.action() == Action.UNCHANGED)
                        .map(change -> name(change.dataset())))
                .as("unchanged datasets")
                .containsExactlyInAnyOrder(datasets);
        return this;
    }

    /** The fields of all changes in place. */
    PlanAssert alters(String... paths) {
        Assertions.assertThat(fields().stream().map(FieldChange::path))
                .as("altered fields")
                .containsExactlyInAnyOrder(paths);
        return this;
    }

    PlanAssert sets(String path, @Nullable Value after) {
        Assertions.assertThat(field(path).after()).as(path).isEqualTo(after);
        return this;
    }

    /** The fields whose new value takes the place of what a person did. */
    PlanAssert overwritesEditsOf(String... paths) {
        Assertions.assertThat(
                        fields().stream().filter(FieldChange::overwritesUiEdit).map(FieldChange::path))
                .as("overwritten edits")
                .containsExactlyInAnyOrder(paths);
        return this;
    }

    private List<FieldChange> fields() {
        return actual.changes().stream()
                .filter(Change.Rewrite.class::isInstance)
                .flatMap(change -> change.fields().stream())
                .toList();
    }

    private FieldChange field(String path) {
        return actual.changes().stream()
                .flatMap(change -> change.fields().stream())
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing changes " + path + " in " + actual.changes()));
    }

    /** What is held back, as {@code DELETE orders USED} or {@code UPDATE orders metrics.revenue USED}. */
    PlanAssert withholds(String... entries) {
        Assertions.assertThat(actual.withheld().stream()
                        .map(entry -> entry.action() + " " + name(entry.dataset()) + " " + path(entry.path())
                                + entry.reason()))
                .as("withheld")
                .containsExactlyInAnyOrder(entries);
        return this;
    }

    /** The warnings, as {@code orders columns.status MISSING_IN_WAREHOUSE}. */
    PlanAssert warns(String... entries) {
        Assertions.assertThat(actual.warnings().stream()
                        .map(entry -> name(entry.dataset()) + " " + path(entry.path()) + entry.code()))
                .as("warnings")
                .containsExactlyInAnyOrder(entries);
        return this;
    }

    /** Who is touched by the changes, as {@code Sales BREAKS}. */
    PlanAssert touches(String... users) {
        Assertions.assertThat(actual.changes().stream()
                        .flatMap(change -> change.impact().stream())
                        .map(impact -> impact.name() + " " + impact.effect()))
                .as("impact")
                .containsExactlyInAnyOrder(users);
        return this;
    }

    PlanAssert isRefusedBy(Refusal... refusals) {
        Assertions.assertThat(actual.refusedBy()).as("refused by").containsExactlyInAnyOrder(refusals);
        return this;
    }

    private static String name(@Nullable DatasetKey key) {
        return key == null ? "" : key.name();
    }

    private static String path(@Nullable String path) {
        return path == null ? "" : path + " ";
    }
}
