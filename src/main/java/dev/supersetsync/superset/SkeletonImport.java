package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes many physical datasets without columns and metrics by one import: a fifth of what a creation of each costs, and
 * in one transaction. An import also changes what is there: a dataset of the same name gets the uuid of the file. So
 * nothing is sent while anything that was ever listed has one of the names, the newest included, and what came of it is
 * looked at, since Superset also says OK when it did nothing.
 */
final class SkeletonImport {

    private static final String PATH = "/api/v1/dataset/import/";
    private static final int FORBIDDEN = 403;

    private final Calls calls;
    private final Databases databases;
    private final SupersetDatasetReader reader;
    private final AgreedList list;
    private volatile @Nullable SupersetException forbidden;

    SkeletonImport(Calls calls, Databases databases, SupersetDatasetReader reader) {
        this.calls = calls;
        this.databases = databases;
        this.reader = reader;
        this.list = new AgreedList(reader);
    }

    Skeletons make(Collection<DatasetKey> keys) {
        SupersetException noRight = forbidden;
        if (noRight != null) {
            return new Skeletons.Refused(Set.copyOf(keys), noRight);
        }
        Set<DatasetKey> taken = taken(keys, reader.listedSoFar());
        if (!taken.isEmpty()) {
            return new Skeletons.Refused(
                    taken,
                    new SupersetException(
                            Kind.REFUSED, "POST " + PATH, null, "An import could hit another dataset of the name."));
        }
        return sent(keys);
    }

    private static Set<DatasetKey> taken(Collection<DatasetKey> keys, Collection<ListedDataset> there) {
        Set<String> names = keys.stream().map(DatasetKey::name).collect(Collectors.toSet());
        Collection<DatasetKey> namesakes = there.stream()
                .map(ListedDataset::key)
                .filter(key -> names.contains(key.name()))
                .toList();
        return keys.stream()
                .filter(key -> namesakes.stream().anyMatch(other -> ImportFiles.couldHit(other, key))
                        || keys.stream().anyMatch(other -> !other.equals(key) && ImportFiles.couldHit(other, key)))
                .collect(Collectors.toSet());
    }

    private Skeletons sent(Collection<DatasetKey> keys) {
        Map<String, DatasetKey> byUuid = new LinkedHashMap<>();
        var files = new ImportFiles();
        for (DatasetKey key : keys) {
            String uuid = UUID.randomUUID().toString();
            byUuid.put(uuid, key);
            files.add(databases.needed(key.database()), key, uuid, null);
        }
        Request request = Request.upload(PATH, Content.importForm(files.zip())).patient(5);
        try {
            Answer answer = calls.answer(request);
            if (!answer.isSuccess()) {
                return refused(keys, files, answer, calls.failure(request, answer));
            }
        } catch (SupersetException e) {
            if (e.kind() != Kind.NO_ANSWER) {
                throw e;
            }
            return happened(byUuid, e);
        }
        return new Skeletons.Made(there(byUuid));
    }

    private Skeletons refused(Collection<DatasetKey> keys, ImportFiles files, Answer answer, SupersetException why) {
        if (why.kind() != Kind.REFUSED) {
            throw why;
        }
        if (answer.status() == FORBIDDEN) {
            forbidden = why;
            return new Skeletons.Refused(Set.copyOf(keys), why);
        }
        return new Skeletons.Refused(answer.json().map(files::named).orElse(Set.of()), why);
    }

    /** An import without an answer may have happened, and then it happened for all. */
    private Skeletons happened(Map<String, DatasetKey> byUuid, SupersetException unanswered) {
        Map<DatasetKey, ActualDataset> there = there(byUuid);
        if (there.isEmpty()) {
            throw unanswered;
        }
        return new Skeletons.Made(there);
    }

    /** Where it can't be read what came of it, that is as little known as without an answer. */
    private Map<DatasetKey, ActualDataset> there(Map<String, DatasetKey> byUuid) {
        try {
            return read(byUuid);
        } catch (SupersetException e) {
            throw new SupersetException(Kind.NO_ANSWER, e.call(), null, e.said());
        }
    }

    private Map<DatasetKey, ActualDataset> read(Map<String, DatasetKey> byUuid) {
        Map<Integer, DatasetKey> byId = byId(reader.listedSoFar(), byUuid);
        if (byId.size() < byUuid.size()) {
            byId = byId(list.read(), byUuid);
        }
        var there = new HashMap<DatasetKey, ActualDataset>();
        for (ActualDataset dataset : reader.readTogether(byId.keySet())) {
            DatasetKey key = byId.get(dataset.id());
            if (key != null) {
                there.put(key, dataset);
            }
        }
        return there;
    }

    private static Map<Integer, DatasetKey> byId(Collection<ListedDataset> listed, Map<String, DatasetKey> byUuid) {
        var byId = new HashMap<Integer, DatasetKey>();
        for (ListedDataset dataset : listed) {
            DatasetKey key = byUuid.get(dataset.uuid().toLowerCase(Locale.ROOT));
            if (key != null) {
                byId.put(dataset.id(), key);
            }
        }
        return byId;
    }
}
