package dev.supersetsync.source;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are told of an attribute or a metric: its description, and where to read more. */
final class MaraDescription {

    private MaraDescription() {}

    static Optional<String> of(MaraNode described) {
        String description = described.text("description");
        String url = described.text("more_url");
        String text = Stream.of(
                        Optional.ofNullable(description),
                        Optional.ofNullable(url).map(more -> "More: " + more))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
        return Optional.of(text).filter(said -> !said.isEmpty());
    }
}
