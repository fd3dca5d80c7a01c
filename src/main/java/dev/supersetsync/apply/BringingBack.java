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

    private final Restorer restorer;

    BringingBack(Restorer restorer) {
        this.restorer = restorer;
    }

    /** A query without rows in the place of the dataset, with all rules on it. */
    ActualDataset safe(Change.BringBack change) {
        ActualDataset begun = change.begun();
        ActualDataset there = begun == null
                ? restorer.bringBack(change.dataset(), change.deleted().before().uuid())
                : begun;
        try {
            for (RowRule rule : change.deleted().attachments().rules()) {
                restorer.protect(there.id(), rule);
            }
            return there;
        } catch (SupersetException e) {
            String message = e.said() + " It stays a query without rows, so that nobody reads what its rules hid.";
            throw new ChangeFailed(new Failure(e.call(), e.status(), message), there.id());
        }
    }

    /**
     * Puts back the rest of what hung on it.
     *
     * @return what somebody took away or changed since, in words
     */
    List<String> attach(Change.BringBack change, int id) {
        Attachments attachments = change.deleted().attachments();
        int oldId = change.deleted().before().id();
        var leftAlone = new ArrayList<String>();
        for (Grant grant : attachments.grants()) {
            if (!restorer.grant(id, grant)) {
                leftAlone.add("The role '" + grant.role() + "' is gone.");
            }
        }
        for (Attachments.Ref chart : attachments.charts()) {
            if (!restorer.pointChart(chart.id(), oldId, id)) {
                leftAlone.add(
                        "The chart " + chart.id() + " '" + chart.name() + "' is gone, or has another dataset now.");
            }
        }
        for (Attachments.Ref dashboard : attachments.dashboards()) {
            if (!restorer.pointFilters(dashboard.id(), oldId, id)) {
                leftAlone.add("The dashboard " + dashboard.id() + " '" + dashboard.name()
                        + "' is gone, or no filter of it names the dataset any more.");
            }
        }
        return leftAlone;
    }
}
