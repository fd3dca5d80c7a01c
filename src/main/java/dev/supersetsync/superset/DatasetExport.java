package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Superset's own export of datasets, in batches. One that is gone makes Superset refuse its whole batch, which is then
 * halved; what an export lost for having another's name is asked for alone.
 */
final class DatasetExport {

    private static final String PATH = "/api/v1/dataset/export/";
    private static final int BATCH = 100;

    private final Calls calls;

    DatasetExport(Calls calls) {
        this.calls = calls;
    }

    Bundle of(List<ListedDataset> datasets) {
        var bundle = new Bundle();
        for (List<ListedDataset> batch : batches(datasets)) {
            files(batch.stream().map(ListedDataset::id).toList()).forEach(bundle::add);
            List<ListedDataset> lost = batch.stream()
                    .filter(dataset -> !bundle.has(dataset.uuid()))
                    .toList();
            Parallel.map(lost, dataset -> files(List.of(dataset.id()))).forEach(files -> files.forEach(bundle::add));
        }
        return bundle;
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
            return List.of(Zip.read(answer.body()));
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
}
