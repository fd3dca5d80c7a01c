package dev.supersetsync.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service beside the bare client, step by step, over several rounds; written as a table of medians in Markdown. */
public final class Comparison {

    private static final String LEGEND = """
            *Superset* is how much of the seconds at least one request was under way; MB are bodies both ways; *most* is how \
            many requests were under way at once. The bare client sends only what must be sent (lists one page after the \
            other, everything else four at a time), checks nothing afterwards and makes no backup.
            """;

    private final Map<Step, List<Measured>> service = new EnumMap<>(Step.class);
    private final Map<Step, List<Measured>> bare = new EnumMap<>(Step.class);

    public void addService(Step step, Measured measured) {
        service.computeIfAbsent(step, none -> new ArrayList<>()).add(measured);
    }

    public void addBare(Step step, Measured measured) {
        bare.computeIfAbsent(step, none -> new ArrayList<>()).add(measured);
    }

    /** The table; a dash is where the service refused the step. */
    public String markdown() {
        String head = """
                | | seconds | Superset | requests | writes | MB | most | the bare client sends | seconds | requests | writes | MB | most | ratio |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """;
        return Stream.of(Step.values()).map(this::row).collect(Collectors.joining("\n", head, "\n\n")) + LEGEND;
    }

    /** Where the seconds of the last round went, the service's and the bare client's, by kind of request. */
    public String profile() {
        String head = """
                | seconds (requests) by kind | the service | the bare client |
                |---|---|---|
                """;
        return Stream.of(Step.values())
                .map(step -> "| " + step.words() + " | " + profile(service, step) + " | " + profile(bare, step) + " |")
                .collect(Collectors.joining("\n", head, "\n"));
    }

    private static String profile(Map<Step, List<Measured>> measured, Step step) {
        List<Measured> all = measured.getOrDefault(step, List.of());
        if (all.isEmpty()) {
            return "-";
        }
        Measured last = all.getLast();
        return String.format(
                Locale.ROOT,
                "%s, own %.1f",
                last.traffic().profile(),
                last.beyondSuperset().toMillis() / 1e3);
    }

    private String row(Step step) {
        List<Measured> ours = service.getOrDefault(step, List.of());
        List<Measured> theirs = bare.getOrDefault(step, List.of());
        return Stream.of(
                        step.words(),
                        seconds(ours, Measured::time),
                        seconds(ours, measured -> measured.traffic().busy()),
                        counts(ours),
                        step.reference(),
                        seconds(theirs, Measured::time),
                        counts(theirs),
                        ratio(ours, theirs))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String counts(List<Measured> all) {
        return String.join(
                " | ",
                whole(all, measured -> measured.traffic().total()),
                whole(all, measured -> measured.traffic().writes()),
                decimal(all, measured -> measured.traffic().bytes() / 1e6),
                whole(all, measured -> measured.traffic().mostInFlight()));
    }

    private static String seconds(List<Measured> all, Function<Measured, Duration> time) {
        return decimal(all, measured -> time.apply(measured).toNanos() / 1e9);
    }

    private static String whole(List<Measured> all, Function<Measured, Integer> value) {
        return all.isEmpty() ? "-" : String.valueOf(median(all, value));
    }

    private static String decimal(List<Measured> all, Function<Measured, Double> value) {
        return all.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", median(all, value));
    }

    private static String ratio(List<Measured> ours, List<Measured> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return "-";
        }
        double one = median(ours, Measured::time).toNanos();
        return String.format(
                Locale.ROOT, "%.2f", one / median(theirs, Measured::time).toNanos());
    }

    /** The middle value, of an even number of them the upper one. */
    public static <T, V extends Comparable<V>> V median(List<T> all, Function<T, V> value) {
        return all.stream()
                .map(value)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(all.size() / 2);
    }
}
