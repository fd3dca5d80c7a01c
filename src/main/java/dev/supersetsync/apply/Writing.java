package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import java.util.ArrayList;

/**
 * What is to be written into a dataset, for a change.
 *
 * @param change the change
 * @param current the dataset as it is
 * @param after what it shall be
 * @param imprint what is left behind
 */
record Writing(Change change, ActualDataset current, Dataset after, Imprint imprint) {

    /** The change of what is there. */
    static Writing of(Change.Rewrite rewrite, ActualDataset current) {
        return new Writing(rewrite, current, rewrite.after(), rewrite.imprint());
    }

    /** The second half of a creation. */
    static Writing of(Change.Create create, ActualDataset made) {
        Dataset after = create.others() == FoundColumns.STAY ? withFound(create.after(), made) : create.after();
        return new Writing(create, made, after, create.imprint());
    }

    /** A dataset becomes again what it was. */
    static Writing of(Change.BringBack back, ActualDataset there) {
        return new Writing(back, there, back.deleted().before().inOrderOfIds(), back.imprint());
    }

    private static Dataset withFound(Dataset after, ActualDataset made) {
        var columns = new ArrayList<>(after.columns());
        made.dataset().columns().stream()
                .filter(found -> after.columns().stream().map(Column::name).noneMatch(found.name()::equals))
                .forEach(columns::add);
        return new Dataset(after.key(), after.settings(), columns, after.metrics());
    }
}
