package dev.supersetsync.superset;

import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The dataset list where something is decided by what is not on it: one pass may be the answer to somebody else's filter,
 * so two must agree.
 */
final class AgreedList {

    private static final int PASSES = 6;

    private final DatasetReader reader;

    AgreedList(DatasetReader reader) {
        this.reader = reader;
    }

    List<ListedDataset> read() {
        List<ListedDataset> last = reader.list();
        for (int pass = 2; pass <= PASSES; pass++) {
            List<ListedDataset> next = reader.list();
            if (identities(next).equals(identities(last))) {
                return next;
            }
            last = next;
        }
        throw new SupersetException(
                Kind.UNAVAILABLE,
                "GET /api/v1/dataset/",
                200,
                "The dataset list answered differently each of " + PASSES
                        + " times, so it is not known what is there.");
    }

    private static Set<String> identities(List<ListedDataset> listed) {
        return listed.stream()
                .map(dataset -> dataset.id() + " " + dataset.uuid() + " " + dataset.kind() + " " + dataset.key())
                .collect(Collectors.toSet());
    }
}
