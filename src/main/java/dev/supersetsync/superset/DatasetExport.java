package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Superset's own export of datasets, in batches. One that is gone makes Superset refuse its whole batch, which is then
 * halved; what an export lost for having another's name is asked for alone. What was exported to make a plan is kept,
 * compressed, until the backup: a dataset is only written as long as it still is what the plan was made from.
 */
final class DatasetExport {

    private static final String PATH = "/api/v1/dataset/export/";
    private static final int BATCH = 100;

    private final Calls calls;
    private final Deque<Kept> kept = new ConcurrentLinkedDeque<>();
    private volatile boolean isBackedUp;

    DatasetExport(Calls calls) {
        this.calls = calls;
    }

    /** The backup of these datasets. */
    Bundle of(List<ListedDataset> datasets) {
        var bundle = new Bundle();
        addKept(bundle, datasets.stream().map(ListedDataset::uuid).collect(Collectors.toSet()));
        for (List<ListedDataset> batch : batches(missing(bundle, datasets))) {
            files(batch.stream().map(ListedDataset::id).toList()).forEach(bundle::add);
            Parallel.map(missing(bundle, batch), dataset -> files(List.of(dataset.id())))
                    .forEach(files -> files.forEach(bundle::add));
        }
        return bundle;
    }

    private static List<ListedDataset> missing(Bundle bundle, List<ListedDataset> datasets) {
        return datasets.stream().filter(dataset -> !bundle.has(dataset.uuid())).toList();
    }

    private void addKept(Bundle bundle, Set<String> uuids) {
        isBackedUp = true;
        for (Kept export = kept.poll(); export != null; export = kept.poll()) {
            bundle.add(export.only(uuids));
        }
    }

    /** The same in parts that one call can ask for. */
    static <T> List<List<T>> batches(List<T> all) {
        return IntStream.iterate(0, start -> start < all.size(), start -> start + BATCH)
                .mapToObj(start -> all.subList(start, Math.min(start + BATCH, all.size())))
                .toList();
    }

    /** The files of the exports that one batch took, by path. What is gone or was lost is not among them. */
    List<Map<String, String>> files(List<Integer> ids) {
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        Request request = Request.get(PATH, "!(" + list + ")").patient(2);
        Answer answer = calls.answer(request);
        if (answer.isSuccess()) {
            Map<String, String> files = Zip.read(answer.body());
            if (!isBackedUp) {
                kept.addFirst(Kept.of(files));
            }
            return List.of(files);
        }
        if (answer.status() != 404) {
            throw calls.failure(request, answer);
        }
        return ids.size() == 1 ? List.of() : halves(ids);
    }

    private List<Map<String, String>> halves(List<Integer> ids) {
        int middle = ids.size() / 2;
        var files = new ArrayList<>(files(ids.subList(0, middle)));
        files.addAll(files(ids.subList(middle, ids.size())));
        return files;
    }

    /**
     * An export that was read.
     *
     * @param uuids the uuids of its datasets
     * @param zip its files
     */
    private record Kept(Set<String> uuids, byte[] zip) {

        static Kept of(Map<String, String> files) {
            Set<String> uuids = files.entrySet().stream()
                    .filter(file -> Bundle.isDataset(file.getKey()))
                    .flatMap(file -> Bundle.uuid(file.getValue()).stream())
                    .collect(Collectors.toSet());
            return new Kept(uuids, Zip.write("kept", files));
        }

        /** Its files without datasets that are not wanted; none if none is. */
        Map<String, String> only(Set<String> wanted) {
            if (uuids.stream().noneMatch(wanted::contains)) {
                return Map.of();
            }
            Map<String, String> files = Zip.read(zip);
            files.entrySet()
                    .removeIf(file -> Bundle.isDataset(file.getKey())
                            && Bundle.uuid(file.getValue())
                                    .filter(wanted::contains)
                                    .isEmpty());
            return files;
        }
    }
}
