package dev.supersetsync.api;

import dev.supersetsync.source.ParsedText;
import java.util.List;
import java.util.Optional;

/** What a caller sent, read already. The text that it came in is not kept. */
record ReadSubmission(ParsedText request, List<ParsedText> models) implements Submission {

    @Override
    public Optional<SentText> whole() {
        return Optional.empty();
    }
}
