package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be written into a dataset, for a change.
 *
 * @param change the change
 * @param current the dataset as it is
 * @param after what it shall be
 * @param imprint what is left behind
 * @param leftAlone what of the change cannot be done because somebody changed it since, in words for a person
 */
record Writing(Change change, ActualDataset current, Dataset after, Imprint imprint, List<String> leftAlone) {

    /** The change of what is there. */
    static Writing of(Change.Rewrite rewrite, ActualDataset current) {
        return new Writing(rewrite, current, rewrite.after(), rewrite.imprint(), List.of());
    }

    /** The second half of a creation. */
    static Writing of(Change.Create create, ActualDataset made) {
        Dataset after = create.others() == FoundColumns.STAY ? withFound(create.after(), made) : create.after();
        return new Writing(create, made, after, create.imprint(), List.of());
    }

    /** A dataset becomes again what it was. */
    static Writing of(Change.BringBack back, ActualDataset there) {
        return new Writing(back, there, back.deleted().before().inOrderOfIds(), back.imprint(), List.of());
    }

    /** Whether the dataset itself stays as it is. */
    boolean isNothingElse() {
        return after.equals(current.dataset());
    }

    /** The owners that the dataset shall have and has not; none if they are not stated. */
    Set<String> newOwners() {
        var owners = new LinkedHashSet<>(owners(after));
        owners.removeAll(owners(current.dataset()));
        return owners;
    }

    private static List<String> owners(Dataset dataset) {
        return dataset.settings().get(Setting.OWNERS).orElse(null) instanceof Value.Names(List<String> names)
                ? names
                : List.of();
    }

    /** The same without owners who are no users any more. */
    Writing withoutOwners(Set<String> departed) {
        var left = new ArrayList<>(owners(after));
        left.removeAll(departed);
        Settings settings = after.settings().with(Setting.OWNERS, new Value.Names(left));
        List<String> told = departed.stream()
                .map(owner -> "The owner '" + owner + "' is no user any more.")
                .toList();
        return new Writing(change, current, after.with(settings, after.columns(), after.metrics()), imprint, told);
    }

    private static Dataset withFound(Dataset after, ActualDataset made) {
        var columns = new ArrayList<>(after.columns());
        made.dataset().columns().stream()
                .filter(found -> after.columns().stream().map(Column::name).noneMatch(found.name()::equals))
                .forEach(columns::add);
        return new Dataset(after.key(), after.settings(), columns, after.metrics());
    }
}
