package dev.supersetsync.cli;

import dev.supersetsync.run.Reports.ImpactSummary;
import dev.supersetsync.run.Reports.Summary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how many there are. */
final class Counts {

    private Counts() {}

    /** Such as {@code 1 chart}, {@code 2 charts}. */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** What would become of datasets. */
    static String planned(Summary summary) {
        return of(summary, "to create", "to update", "to replace", "to delete");
    }

    /** What became of datasets. */
    static String done(Summary summary) {
        return of(summary, "created", "updated", "replaced", "deleted");
    }

    private static String of(Summary summary, String create, String update, String replace, String delete) {
        var parts = new ArrayList<String>();
        add(parts, summary.created(), create);
        add(parts, summary.updated(), update);
        add(parts, summary.replaced(), replace);
        add(parts, summary.deleted(), delete);
        add(parts, summary.failed(), "failed");
        if (parts.isEmpty()) {
            parts.add("nothing changes");
        }
        add(parts, summary.unchanged(), "unchanged");
        add(parts, summary.withheld(), "held back");
        return String.join(", ", parts);
    }

    /** Who is touched, or nothing. */
    static String touched(@Nullable ImpactSummary impact) {
        var parts = new ArrayList<String>();
        if (impact != null) {
            addOf(parts, impact.charts(), "chart");
            addOf(parts, impact.dashboards(), "dashboard");
            addOf(parts, impact.nativeFilters(), "native filter");
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String words) {
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }

    private static void addOf(List<String> parts, int count, String noun) {
        if (count > 0) {
            parts.add(of(count, noun));
        }
    }
}
