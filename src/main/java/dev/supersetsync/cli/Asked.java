package dev.supersetsync.cli;

import dev.supersetsync.api.RequestReader;
import dev.supersetsync.api.Submission;
import dev.supersetsync.model.Document;
import dev.supersetsync.source.ParsedText;
import dev.supersetsync.sync.SyncRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the options ask for, as the HTTP API takes it: the members of a request, and its models as they are. What it means
 * is for the reader of requests, here or at a server.
 *
 * @param members all of the request but its models
 * @param files the models
 */
record Asked(ObjectNode members, List<ModelFile> files) {

    /** Reads the models alone. */
    Document document() {
        return RequestReader.of(_ -> Optional.empty()).document(submission());
    }

    /** Reads all of it, with models of configured sources. */
    SyncRequest request(Function<String, Optional<Document>> sources) {
        return RequestReader.of(sources).sync(submission());
    }

    private Submission submission() {
        return new Submission(
                ParsedText.ofTree(members),
                files.stream().map(ModelFile::parsed).toList());
    }
}
