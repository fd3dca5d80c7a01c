package dev.supersetsync.api;

import dev.supersetsync.source.ParsedText;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller sent, read and not yet understood: the same whether it came as JSON, as YAML, in parts or on a
 * command line.
 *
 * @param request the members of the request
 * @param models the texts that make up the document; none if the request has no models
 */
public record Submission(ParsedText request, List<ParsedText> models) {

    public Submission {
        models = List.copyOf(models);
    }

    /** A hash that is the same for a request that is sent again, however its parts are delimited. */
    String contentHash() {
        MessageDigest digest = sha256();
        Stream.concat(Stream.of(request), models.stream()).forEach(text -> {
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
