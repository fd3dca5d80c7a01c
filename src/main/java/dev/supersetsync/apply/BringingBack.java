package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Attachments;
import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a deleted dataset back in an order in which nobody can read through it what its rules hide: first a query
 * without rows, then the rules, then what it really was, then what hung on it. Where it cannot go on it stops there, and
 * what is there is safe to stay.
 */
final class BringingBack {

    private static final String STAYS = " It stays a query without rows, so that nobody reads what its rules hid.";

    private final Restorer restorer;

    BringingBack(Restorer restorer) {
        this.restorer = restorer;
    }

    /** A query without rows in the place of the dataset. */
    ActualDataset begin(Change.BringBack change) {
        return restorer.bringBack(change.dataset(), change.deleted().before().uuid());
    }

    /** Puts all its rules on it. */
    void protect(Change.BringBack change, ActualDataset there) {
        try {
            for (RowRule rule : change.deleted().attachments().rules()) {
                restorer.protect(there.id(), rule);
            }
        } catch (SupersetException e) {
            boolean isSafe = Change.BringBack.isWithoutRows(there, change.dataset());
            String message = e.said() + (isSafe ? STAYS : "");
            throw new ChangeFailed(new Failure(e.call(), e.status(), message), there.id());
        }
    }

    /**
     * Puts back the rest of what hung on it.
     *
     * @return what somebody took away or changed since, in words
     */
    List<String> attach(Change.BringBack change, ActualDataset there) {
        Attachments attachments = change.deleted().attachments();
        int oldId = change.deleted().before().id();
        var leftAlone = new ArrayList<String>();
        for (Grant grant : attachments.grants()) {
            if (!restorer.grant(there.id(), grant)) {
                leftAlone.add("The role '" + grant.role() + "' is gone.");
            }
        }
        for (Attachments.Ref chart : attachments.charts()) {
            if (!restorer.pointChart(chart.id(), oldId, there)) {
                leftAlone.add(
                        "The chart " + chart.id() + " '" + chart.name() + "' is gone, or has another dataset now.");
            }
        }
        for (Attachments.Ref dashboard : attachments.dashboards()) {
            if (!restorer.pointFilters(dashboard.id(), oldId, there.id())) {
                leftAlone.add("The dashboard " + dashboard.id() + " '" + dashboard.name()
                        + "' is gone, or no filter of it names the dataset any more.");
            }
        }
        return leftAlone;
    }
}
