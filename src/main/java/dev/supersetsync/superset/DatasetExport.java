package dev.supersetsync.superset;

import dev.supersetsync.state.ListedDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        for (int start = 0; start < datasets.size(); start += BATCH) {
            List<ListedDataset> batch = datasets.subList(start, Math.min(start + BATCH, datasets.size()));
            files(batch).forEach(bundle::add);
            List<ListedDataset> lost = batch.stream()
                    .filter(dataset -> !bundle.has(dataset.uuid()))
                    .toList();
            Parallel.map(lost, dataset -> files(List.of(dataset))).forEach(files -> files.forEach(bundle::add));
        }
        return bundle;
    }

    private List<Map<String, String>> files(List<ListedDataset> datasets) {
        String ids =
                datasets.stream().map(dataset -> String.valueOf(dataset.id())).collect(Collectors.joining(","));
        Request request = Request.get(PATH, "!(" + ids + ")").patient(2);
        Answer answer = calls.answer(request);
        if (answer.isSuccess()) {
            return List.of(Zip.read(answer.body()));
        }
        if (answer.status() != 404) {
            throw calls.failure(request, answer);
        }
        return datasets.size() == 1 ? List.of() : halves(datasets);
    }

    private List<Map<String, String>> halves(List<ListedDataset> datasets) {
        int middle = datasets.size() / 2;
        var files = new ArrayList<>(files(datasets.subList(0, middle)));
        files.addAll(files(datasets.subList(middle, datasets.size())));
        return files;
    }
}
