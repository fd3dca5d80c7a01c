package dev.supersetsync.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller wants to wait for a run, as the header {@code Prefer} (RFC 7240) says. What it says beyond that is
 * passed over, as the RFC wants.
 *
 * @param atMost how long, empty to wait for the end
 * @param applied what the answer names in {@code Preference-Applied}, empty for nothing
 */
record Preference(Optional<Duration> atMost, Optional<String> applied) {

    private static final Preference NONE = new Preference(Optional.empty(), Optional.empty());
    private static final String RESPOND_ASYNC = "respond-async";
    private static final String WAIT = "wait=";
    private static final Duration LONGEST = Duration.ofDays(1);

    static Preference of(@Nullable List<String> headers) {
        List<String> words = headers == null ? List.of() : words(headers);
        Optional<Duration> wait = words.stream()
                .filter(word -> word.startsWith(WAIT))
                .map(word -> word.substring(WAIT.length()).replace("\"", "").strip())
                .filter(Preference::isNumber)
                .findFirst()
                .map(Preference::seconds);
        if (wait.isPresent()) {
            return new Preference(wait, wait.map(time -> WAIT + time.toSeconds()));
        }
        return words.contains(RESPOND_ASYNC)
                ? new Preference(Optional.of(Duration.ZERO), Optional.of(RESPOND_ASYNC))
                : NONE;
    }

    private static List<String> words(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .flatMap(word -> Stream.of(word.split(";", 2)[0]))
                .map(word -> word.replaceAll("\\s*=\\s*", "=").strip().toLowerCase(Locale.ROOT))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static Duration seconds(String digits) {
        return digits.length() > 6 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }
}
