package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Makes a dataset that gives no rows under a uuid of our choice, by an import: nothing else takes a uuid on every
 * version. An import also changes what is there: a dataset of the same name gets the uuid of the file, whatever is asked
 * for. So nothing is sent unless two lists agree that neither the name nor the uuid is taken, and what came of it is
 * looked at, since Superset also says OK when it did nothing.
 */
final class EmptyDatasets {

    private static final String PATH = "/api/v1/dataset/import/";

    private final Calls calls;
    private final Databases databases;
    private final DatasetReader reader;
    private final AgreedList list;

    EmptyDatasets(Calls calls, Databases databases, DatasetReader reader) {
        this.calls = calls;
        this.databases = databases;
        this.reader = reader;
        this.list = new AgreedList(reader);
    }

    ActualDataset make(DatasetKey key, String uuid) {
        Database database = databases.needed(key.database());
        List<ListedDataset> before = list.read();
        before.stream()
                .filter(other -> isInTheWay(other, key, uuid))
                .findFirst()
                .ifPresent(other -> {
                    throw refused(other.key() + " is there, with the id " + other.id()
                            + ": nothing was brought back over it.");
                });
        ListedDataset made = new SeenWrites(calls)
                .write(
                        Request.upload(PATH, Content.importForm(zip(database, key, uuid)))
                                .patient(2),
                        () -> find(uuid));
        if (!isNew(made, key, before)) {
            throw refused("Superset changed " + made.key() + " with the id " + made.id() + " when it was to bring back "
                    + key + ".");
        }
        return reader.read(made.id()).orElseThrow(() -> refused(key + " was gone right after it was brought back."));
    }

    private static boolean isInTheWay(ListedDataset other, DatasetKey key, String uuid) {
        return ImportFiles.couldHit(other.key(), key) || other.uuid().equalsIgnoreCase(uuid);
    }

    private Optional<ListedDataset> find(String uuid) {
        return list.read().stream()
                .filter(dataset -> dataset.uuid().equalsIgnoreCase(uuid))
                .findFirst();
    }

    private static boolean isNew(ListedDataset made, DatasetKey key, List<ListedDataset> before) {
        return made.kind() == Dataset.Kind.VIRTUAL
                && made.key().equals(key)
                && before.stream().noneMatch(other -> other.id() == made.id());
    }

    private static byte[] zip(Database database, DatasetKey key, String uuid) {
        var files = new ImportFiles();
        files.add(database, key, uuid, Restorer.NO_ROWS);
        return files.zip();
    }

    private static SupersetException refused(String message) {
        return new SupersetException(Kind.REFUSED, "POST " + PATH, null, message);
    }
}
