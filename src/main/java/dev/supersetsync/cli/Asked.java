package dev.supersetsync.cli;

import dev.supersetsync.api.RequestReader;
import dev.supersetsync.api.RequestWords;
import dev.supersetsync.api.Submission;
import dev.supersetsync.model.Document;
import dev.supersetsync.source.Intake;
import dev.supersetsync.source.ParsedText;
import dev.supersetsync.sync.SyncRequest;
import dev.supersetsync.sync.Syncs.RestoreRequest;
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
 * @param mostBytes how long these may be, as far as their format allows it
 */
record Asked(ObjectNode members, List<ModelFile> files, long mostBytes) {

    /** Reads the models alone. */
    Document document() {
        return RequestReader.of(_ -> Optional.empty()).document(submission());
    }

    /** Whether it is about a run that is to be taken back, and not about models. */
    boolean isRestore() {
        return members.has(RequestWords.RESTORE_OF);
    }

    /** Reads all of what is asked for a run that is to be taken back. */
    RestoreRequest restore() {
        return RequestReader.of(_ -> Optional.empty()).restore(submission());
    }

    /** Reads all of it, with models of configured sources. */
    SyncRequest request(Function<String, Optional<Document>> sources) {
        return RequestReader.of(sources).sync(submission());
    }

    private Submission submission() {
        Intake intake = RequestReader.intake(members, mostBytes);
        return Submission.of(
                ParsedText.ofTree(members),
                files.stream().map(file -> file.parsed(intake)).toList());
    }
}
