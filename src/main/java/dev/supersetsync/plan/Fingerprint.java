package dev.supersetsync.plan;

import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.ListedDataset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Hashes of what a change was made from and what it leads to. Two changes with the same fingerprint do the same to the
 * same state, so a plan still fits as long as each of its changes can be made again.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** The fingerprint of one change. */
    public static String of(Change change) {
        String content =
                switch (change) {
                    case Change.Create create -> "create\n" + create.after() + (create.others() == FoundColumns.STAY);
                    case Change.Rewrite rewrite -> rewrite.action() + before(rewrite.before()) + "\n" + rewrite.after();
                    case Change.BringBack back -> "back\n" + back.deleted() + back.begun();
                    case Change.Delete delete ->
                        "delete\n" + before(delete.before()) + delete.before().mark();
                    case Change.Unchanged unchanged ->
                        "unchanged\n" + unchanged.there().id()
                                + unchanged.there().uuid();
                };
        return sha256(content);
    }

    /** The fingerprint of several, in their order. */
    public static String ofAll(Collection<String> fingerprints) {
        return sha256(fingerprints.stream().collect(Collectors.joining("\n")));
    }

    /** The hash of what a dataset is, as written into its mark. */
    public static String of(Dataset dataset) {
        return sha256(dataset.toString());
    }

    /** The hash of all that a list tells of a dataset. */
    static String of(ListedDataset listed) {
        return sha256(listed.toString());
    }

    private static String before(ActualDataset actual) {
        return actual.id() + " " + actual.uuid() + " " + actual.dataset();
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
