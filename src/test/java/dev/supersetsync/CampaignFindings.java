package dev.supersetsync;

import dev.supersetsync.ReliabilityCampaign.Scene;
import dev.supersetsync.ReliabilityCampaign.Size;
import dev.supersetsync.ReliabilityCampaign.Told;
import dev.supersetsync.ReliabilityCampaign.Trouble;
import dev.supersetsync.ReliabilityCampaign.TroubleKind;
import dev.supersetsync.Replicas.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is true after a {@link ReliabilityCampaign}: what is wrong, and figures. It asks the replicas that are alive, and
 * writes nothing but the last syncs.
 */
final class CampaignFindings {

    private static final String YAML = "application/yaml";
    private static final int MOST_ATTEMPTS = 3;

    private final Size size;
    private final Scene scene;
    private final Replicas replicas;
    private final List<Told> told;
    private final List<Trouble> troubles;
    private final int broken;
    private final Map<Integer, Duration> waits;
    private final Duration lasted;
    private final Map<String, JsonNode> runs = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    CampaignFindings(
            Size size,
            Scene scene,
            Replicas replicas,
            List<Told> told,
            List<Trouble> troubles,
            int broken,
            Map<Integer, Duration> waits,
            Duration lasted) {
        this.size = size;
        this.scene = scene;
        this.replicas = replicas;
        this.told = List.copyOf(told);
        this.troubles = List.copyOf(troubles);
        this.broken = broken;
        this.waits = Map.copyOf(waits);
        this.lasted = lasted;
        size.targetNames().forEach(this::syncForTheLastTime);
        readRuns();
        runs.values().forEach(this::checkRun);
        this.told.forEach(this::checkAnswer);
        checkThatEachSyncWasDoneOnce();
        wrong.addAll(replicas.wire().overlaps());
    }

    /** All that is not as it is to be; nothing if all is well. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void syncForTheLastTime(String target) {
        String last = ReliabilityCampaign.request(scene, target, "the last", scene.tables());
        Answer first = post("/sync", last, "last-" + target);
        claim(first.status() == 200, "The last sync of " + target + " was answered " + first.text());
        Answer plan = post("/plans", last, "plan-" + target);
        claim(
                plan.status() == 201 && !plan.body().path("has_changes").asBoolean(true),
                "After the last sync of " + target + " something is left to do: " + plan.text());
        Answer second = post("/sync", last, "again-" + target);
        claim(
                second.status() == 200 && second.writes() == 0 && second.count("unchanged") == scene.tables(),
                "The very last sync of " + target + " did something: " + second.text());
        List<String> datasets = scene.datasets(target);
        claim(
                datasets.size() == scene.tables() && new HashSet<>(datasets).size() == scene.tables(),
                target + " has the datasets " + datasets);
    }

    private void readRuns() {
        int page = 0;
        List<JsonNode> items;
        do {
            items = get("/runs?size=100&page=" + page)
                    .path("items")
                    .valueStream()
                    .toList();
            items.forEach(run -> runs.put(id(run), get("/runs/" + id(run))));
            page++;
        } while (!items.isEmpty());
    }

    private void checkRun(JsonNode run) {
        String status = run.path("status").asString();
        claim(!status.equals("QUEUED") && !status.equals("RUNNING"), "Run " + id(run) + " is still " + status);
        if (status.equals("INTERRUPTED")) {
            claim(
                    isRetried(id(run)) || attempt(run) == MOST_ATTEMPTS,
                    "Run " + id(run) + " was interrupted and given up");
        }
    }

    private boolean isRetried(String runId) {
        return runs.values().stream().anyMatch(other -> runId.equals(retryOf(other)));
    }

    private int attempt(JsonNode run) {
        JsonNode before = runs.get(retryOf(run));
        return before == null ? 1 : 1 + attempt(before);
    }

    /** What was told is what is in the history, and the same call leads to the same run ever after. */
    private void checkAnswer(Told told) {
        Answer answer = told.answer();
        String call = told.key() + " was answered " + answer.status() + " " + answer.text();
        switch (answer.status()) {
            case 200 -> {
                checkTold(answer, call);
                Answer again = post("/sync", request(told), told.key());
                claim(
                        again.status() == 200 && again.id().equals(answer.id()),
                        call + "\n  and then " + again.status() + " " + again.text());
            }
            case 502 -> {
                checkTold(answer, call);
                claim(!answer.runStatus().equals("INTERRUPTED") || !isRetried(answer.id()), call + "\n  and went on");
            }
            case 503 ->
                claim(
                        Set.of("superset-unavailable", "storage-unavailable").contains(answer.problem())
                                && answer.headers().firstValue("Retry-After").isPresent(),
                        call);
            default -> wrong.add(call);
        }
    }

    private String request(Told told) {
        return ReliabilityCampaign.request(size, scene, told.sync());
    }

    private void checkTold(Answer answer, String call) {
        JsonNode run = runs.get(answer.id());
        if (run == null) {
            wrong.add(call + "\n  and there is no such run");
            return;
        }
        claim(answer.runStatus().equals(run.path("status").asString()), call + "\n  and the run is " + run);
        claim(answer.status() != 200 || answer.runStatus().equals("SUCCEEDED"), call);
    }

    private void checkThatEachSyncWasDoneOnce() {
        var done = new HashMap<String, List<String>>();
        runs.values().stream()
                .filter(run -> run.path("status").asString().equals("SUCCEEDED"))
                .forEach(run -> marks(run)
                        .forEach(mark -> done.computeIfAbsent(
                                        run.path("target").asString() + ", " + mark, _ -> new ArrayList<>())
                                .add(id(run))));
        done.forEach((mark, by) -> claim(by.size() == 1, mark + " was done by " + by));
    }

    private static Set<String> marks(JsonNode run) {
        return run.path("changes")
                .valueStream()
                .flatMap(change -> change.path("fields").valueStream())
                .filter(field -> field.path("path").asString().equals("description"))
                .map(field -> field.path("after").asString())
                .collect(Collectors.toSet());
    }

    private void claim(boolean isTrue, String elseWrong) {
        if (!isTrue) {
            wrong.add(elseWrong);
        }
    }

    private Answer post(String path, String body, String key) {
        try {
            return replicas.any(new Random(key.hashCode())).process().tryPost(path, YAML, body, "Idempotency-Key", key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode get(String path) {
        Replica replica = replicas.alive().getFirst();
        try {
            return replica.process().tryGet(path).expect(200).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonNode run) {
        return run.path("id").asString();
    }

    private static String retryOf(JsonNode run) {
        return run.path("retry_of").asString("");
    }

    /** What was done and found, in words and figures. */
    String report() {
        var report = new StringBuilder();
        line(
                report,
                "%d syncs for %d targets by %d callers on %d replicas in %s",
                size.syncs(),
                size.targets(),
                size.callers(),
                replicas.alive().size(),
                seconds(lasted));
        line(
                report,
                "troubles: %s",
                counts(troubles.stream().map(trouble -> trouble.kind().name())));
        line(
                report,
                "answers: %s; and %d connections that broke before an answer",
                counts(told.stream().map(CampaignFindings::kind)),
                broken);
        line(
                report,
                "runs: %s",
                counts(runs.values().stream().map(run -> run.path("status").asString())));
        line(report, "attempts of a run: %s", counts(runs.values().stream().map(run -> attempt(run) + ".")));
        line(
                report,
                "writes seen at the wire: %d, %d of two replicas at once",
                replicas.wire().writes().size(),
                replicas.wire().overlaps().size());
        line(report, "from a replica's end to the start of the new attempt: %s", spread(takeOvers()));
        line(report, "a caller's wait until its sync was done: %s", spread(List.copyOf(waits.values())));
        line(
                report,
                "in the logs: %d lines of errors, %d lines of stack traces of ours",
                replicas.logged(" ERROR ").size(),
                replicas.logged("\tat dev.supersetsync").size());
        line(report, wrong.isEmpty() ? "nothing is wrong" : "WRONG:\n" + String.join("\n", wrong));
        return report.toString();
    }

    private static void line(StringBuilder report, String format, @Nullable Object... values) {
        report.append(values.length == 0 ? format : format.formatted(values)).append('\n');
    }

    private static String kind(Told told) {
        Answer answer = told.answer();
        return answer.status() == 200 ? "200" : answer.status() + " " + answer.problem();
    }

    private static Map<String, Long> counts(Stream<String> words) {
        return words.collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    }

    /** For runs whose replica was killed or frozen: how long nobody worked on them. */
    private List<Duration> takeOvers() {
        return runs.values().stream()
                .filter(run -> !retryOf(run).isEmpty())
                .flatMap(run -> lastLoss(time(runs.get(retryOf(run)), "finished_at")).stream()
                        .map(loss -> Duration.between(loss, time(run, "started_at"))))
                .toList();
    }

    private List<Instant> lastLoss(Instant before) {
        return troubles.stream()
                .filter(trouble -> trouble.kind() == TroubleKind.KILL || trouble.kind() == TroubleKind.FREEZE)
                .map(Trouble::at)
                .filter(before::isAfter)
                .max(Comparator.naturalOrder())
                .stream()
                .toList();
    }

    private static Instant time(@Nullable JsonNode run, String member) {
        return run == null ? Instant.MIN : Instant.parse(run.path(member).asString());
    }

    private static String spread(List<Duration> durations) {
        if (durations.isEmpty()) {
            return "none";
        }
        List<Duration> inOrder = durations.stream().sorted().toList();
        return "median %s, longest %s (of %d)"
                .formatted(seconds(inOrder.get(inOrder.size() / 2)), seconds(inOrder.getLast()), inOrder.size());
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
