package dev.supersetsync.api;

import dev.supersetsync.source.ParsedText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller sent, read and not yet understood: the same whether it came as JSON, as YAML or in parts.
 *
 * @param request the members of the request
 * @param models the texts that make up the document; none if the request has no models
 */
record Submission(ParsedText request, List<ParsedText> models) {

    Submission {
        models = List.copyOf(models);
    }

    /** A text that is the same for a request that is sent again, however its parts are delimited. */
    String content() {
        return Stream.concat(Stream.of(request), models.stream())
                .map(text -> text.root().toString())
                .collect(Collectors.joining("\n"));
    }
}
