package dev.supersetsync.webhook;

import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.webhook.News.DriftNews;
import dev.supersetsync.webhook.News.JobNews;
import dev.supersetsync.webhook.News.RunNews;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says news in one or two lines for people, in Slack's markup; what comes from elsewhere cannot be markup. */
final class SlackText {

    private static final int LONGEST_REASON = 500;

    private SlackText() {}

    static String of(News news) {
        RunNews run = news.run();
        DriftNews drift = news.drift();
        JobNews job = news.job();
        if (run != null) {
            return of(run);
        }
        if (drift != null) {
            return of(drift);
        }
        return job == null ? "superset-sync: this webhook is being tried." : of(job);
    }

    private static String of(RunNews run) {
        String of = run.job() == null ? "" : ", job " + plain(run.job());
        String by = run.caller() == null ? "" : ", by " + plain(run.caller());
        String why = run.error() == null ? "" : "\n> " + reason(run.error().message());
        return "superset-sync: *" + run.status() + "* " + linked("run " + run.id(), run.url()) + " at "
                + plain(run.target()) + of + by + ": " + counts(run.summary()) + why;
    }

    private static String counts(Summary summary) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("created", summary.created());
        counts.put("updated", summary.updated());
        counts.put("replaced", summary.replaced());
        counts.put("deleted", summary.deleted());
        counts.put("failed", summary.failed());
        counts.put("withheld", summary.withheld());
        counts.values().removeIf(count -> count == 0);
        return counts.isEmpty()
                ? "no change"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String of(DriftNews drift) {
        return "superset-sync: *drift* at " + plain(drift.target()) + ": people changed " + drift.changes()
                + (drift.changes() == 1 ? " dataset" : " datasets") + ", found by "
                + linked("job " + drift.job(), drift.url());
    }

    private static String of(JobNews job) {
        return "superset-sync: *job " + plain(job.name()) + "* could not be done at " + plain(job.target()) + "\n> "
                + reason(job.problem());
    }

    private static String linked(String text, @Nullable String url) {
        return url == null ? plain(text) : "<" + plain(url) + "|" + plain(text) + ">";
    }

    private static String reason(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return plain(line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
    }

    private static String plain(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
