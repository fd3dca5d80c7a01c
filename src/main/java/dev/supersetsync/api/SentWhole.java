package dev.supersetsync.api;

import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.ParsedText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent in one text, which is read when somebody first looks into it: who has understood the same text
 * before need not. It is for one thread.
 */
final class SentWhole implements Submission {

    private final SentText text;
    private @Nullable Submission content;

    SentWhole(SentText text) {
        this.text = text;
    }

    @Override
    public ParsedText request() {
        return content().request();
    }

    @Override
    public List<ParsedText> models() {
        return content().models();
    }

    @Override
    public Optional<SentText> whole() {
        return Optional.of(text);
    }

    private Submission content() {
        Submission read = content;
        if (read == null) {
            read = Submission.of(DocumentText.parse(text.bytes().array(), text.notation()));
            content = read;
        }
        return read;
    }
}
