package dev.supersetsync.api;

import dev.supersetsync.source.ParsedText;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller sent, not yet understood: the same whether it came as JSON, as YAML, in parts or on a command line.
 */
public interface Submission {

    /** One whose parts are read already. */
    static Submission of(ParsedText request, List<ParsedText> models) {
        return new ReadSubmission(request, List.copyOf(models));
    }

    /** One that came in one text, read already: the document is a member of the request. */
    static Submission of(ParsedText request) {
        boolean hasModels = request.root().hasNonNull(RequestWords.MODELS);
        return of(request, hasModels ? List.of(request.below(RequestWords.MODELS)) : List.of());
    }

    /** The members of the request. */
    ParsedText request();

    /** The texts that make up the document; none if the request has no models. */
    List<ParsedText> models();

    /** The text that all of it came in, as far as that is short enough to be kept; what is in it need not be read yet. */
    Optional<SentText> whole();

    /** A hash that is the same for a request that is sent again, however its parts are delimited. */
    default String contentHash() {
        MessageDigest digest = sha256();
        Stream.concat(Stream.of(request()), models().stream()).forEach(text -> {
            JsonMapper.shared()
                    .writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), text.root());
            digest.update((byte) '\n');
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
