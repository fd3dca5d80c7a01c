package dev.supersetsync.apply;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.state.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which changes of a plan are done together and which alone. A few of a kind are done alone, which is as quick; alone
 * goes too what comes back, what needs no write, and a creation for which Superset must ask the warehouse.
 *
 * @param back datasets that come back
 * @param alone creations, changes in place, and what needs no write
 * @param created creations that are done together
 * @param rewritten changes in place that are done together
 * @param deletedAlone deletions
 * @param deleted deletions that are done together
 */
record Division(
        List<Change.BringBack> back,
        List<Change> alone,
        List<Change.Create> created,
        List<Change.Rewrite> rewritten,
        List<Change.Delete> deletedAlone,
        List<Change.Delete> deleted) {

    /** So many are worth the calls that creating together takes beside them. */
    static final int FEW_CREATIONS = 10;

    /** So many are looked at and read back as quickly one by one, by measurement; more take half the calls together. */
    static final int FEW_CHANGES = 6;

    /** So many are worth the passes over the list that deleting together takes. */
    static final int FEW_DELETIONS = 20;

    /** As many as are told again with one page of the list, with room for what others do at the same time. */
    static final int BATCH = 80;

    static Division of(List<Change> changes) {
        List<Change.Create> creations = many(
                FEW_CREATIONS,
                all(Change.Create.class, changes).stream()
                        .filter(Division::needsNothingOfTheWarehouse)
                        .toList());
        List<Change.Rewrite> rewritten = many(FEW_CHANGES, all(Change.Rewrite.class, changes));
        List<Change.Delete> deletions = all(Change.Delete.class, changes);
        List<Change.Delete> deleted = many(FEW_DELETIONS, deletions);
        var alone = new ArrayList<>(changes);
        alone.removeIf(change -> change instanceof Change.BringBack || change.action() == Action.DELETE);
        alone.removeIf(change ->
                !creations.isEmpty() && change instanceof Change.Create create && needsNothingOfTheWarehouse(create));
        alone.removeIf(change -> !rewritten.isEmpty() && change instanceof Change.Rewrite);
        return new Division(
                all(Change.BringBack.class, changes),
                List.copyOf(alone),
                creations,
                rewritten,
                deleted.isEmpty() ? deletions : List.of(),
                deleted);
    }

    /** The same in as few parts as can be done together, all of about the same size: a small one gains little. */
    static <T> List<List<T>> batches(List<T> all) {
        int number = (all.size() + BATCH - 1) / BATCH;
        return IntStream.range(0, number)
                .mapToObj(part -> all.subList(all.size() * part / number, all.size() * (part + 1) / number))
                .toList();
    }

    private static boolean needsNothingOfTheWarehouse(Change.Create create) {
        return create.others() == FoundColumns.NONE && create.after().kind() == Dataset.Kind.PHYSICAL;
    }

    private static <T> List<T> many(int few, List<T> all) {
        return all.size() > few ? all : List.of();
    }

    private static <T> List<T> all(Class<T> kind, List<Change> changes) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
