package dev.supersetsync.plan;

import dev.supersetsync.state.ListedDataset;
import org.jspecify.annotations.Nullable;

/**
 * What there was to see when a dataset was last looked at in full and found to be as declared: hashes of its row in the
 * list and of the model. Where both come out again, nothing has changed that lists tell, and the dataset need not be
 * read. It proves nothing about what lists do not tell.
 *
 * @param uuid Superset's uuid of the dataset
 * @param row the hash of its row in the list
 * @param model the hash of the model and of all else that decides whether the dataset is as declared
 */
public record Sighting(String uuid, String row, String model) {

    /** The sighting of a dataset that is as a model declares it. */
    public static Sighting of(ListedDataset there, String model) {
        return new Sighting(there.uuid(), Fingerprint.of(there), model);
    }

    /**
     * The hash of a model.
     *
     * @param desired the model
     * @param document the name of its document, null if it has none
     * @param strategy what may be done
     * @param keptOwner the owner whom Superset keeps in every dataset that we write, null if there is none
     * @param version the version of Superset
     */
    public static String modelHash(
            Desired desired,
            @Nullable String document,
            UpdateStrategy strategy,
            @Nullable String keptOwner,
            String version) {
        boolean replaces = strategy.allows(Operation.REPLACE);
        return Fingerprint.sha256(version + "\n" + document + "\n" + replaces + "\n" + keptOwner + "\n" + desired);
    }
}
