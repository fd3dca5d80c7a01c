package dev.supersetsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.webhook.News.DriftNews;
import dev.supersetsync.webhook.News.JobNews;
import dev.supersetsync.webhook.News.RunNews;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlackTextTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static String run(
            Summary summary, @Nullable String caller, @Nullable ErrorReport error, @Nullable String url) {
        var run = new RunNews(
                "1", RunStatus.PARTLY_FAILED, "main", summary, 2, 0, caller, null, null, null, error, NOW, NOW, url);
        return SlackText.of(News.of(WebhookEvent.RUN_FAILED, NOW, run));
    }

    @Test
    void saysHowARunEndedAndWhatItDid() {
        assertThat(run(new Summary(1, 2, 0, 0, 7, 2, 3), "ci", null, "https://sync.example.org/runs/1"))
                .isEqualTo("superset-sync: *PARTLY_FAILED* <https://sync.example.org/runs/1|run 1> at main, by ci: "
                        + "1 created, 2 updated, 3 failed, 2 withheld");
        assertThat(run(Summary.NONE, null, null, null))
                .isEqualTo("superset-sync: *PARTLY_FAILED* run 1 at main: no change");
    }

    @Test
    void whatOthersWroteIsNoMarkup() {
        assertThat(run(Summary.NONE, "<!channel>", new ErrorReport("GET", 500, "a\n<b> & c"), null))
                .isEqualTo("superset-sync: *PARTLY_FAILED* run 1 at main, by &lt;!channel&gt;: no change\n"
                        + "> a &lt;b&gt; &amp; c");
    }

    @Test
    void aLongReasonIsCut() {
        assertThat(run(Summary.NONE, null, new ErrorReport("GET", 500, "x".repeat(9000)), null))
                .hasSizeLessThan(700)
                .endsWith("x…");
    }

    @Test
    void saysWhatPeopleChangedAndWhichJobCouldNotBeDone() {
        assertThat(SlackText.of(News.of(NOW, new DriftNews("watch", "main", NOW, "7", 1, null))))
                .isEqualTo("superset-sync: *drift* at main: people changed 1 dataset, found by job watch");
        assertThat(SlackText.of(News.of(NOW, new JobNews("nightly", "main", "no file"))))
                .isEqualTo("superset-sync: *job nightly* could not be done at main\n> no file");
        assertThat(SlackText.of(News.test(NOW))).contains("tried");
    }
}
