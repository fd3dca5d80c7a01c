package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which one row of a dataset belongs to a row of another. Whether it really is one is as the semantic model says.
 *
 * @param from the dataset of which many rows belong to one of the other
 * @param fromColumns the columns of its table that say which
 * @param toColumns as many, in the same order
 */
record OssieRelationship(
        String name, OssieDataset from, OssieDataset to, List<String> fromColumns, List<String> toColumns) {

    static Optional<OssieRelationship> read(Draft draft, Placed placed, Map<String, OssieDataset> datasets) {
        Optional<String> name = placed.required(draft, "name");
        Optional<OssieDataset> from = dataset(draft, placed, "from", datasets);
        Optional<OssieDataset> to = dataset(draft, placed, "to", datasets);
        List<String> fromColumns = placed.texts("from_columns");
        List<String> toColumns = placed.texts("to_columns");
        if (fromColumns.isEmpty() || fromColumns.size() != toColumns.size()) {
            placed.refuse(draft, "must have from_columns and to_columns, as many of the one as of the other");
            return Optional.empty();
        }
        return name.isPresent() && from.isPresent() && to.isPresent()
                ? Optional.of(new OssieRelationship(name.get(), from.get(), to.get(), fromColumns, toColumns))
                : Optional.empty();
    }

    private static Optional<OssieDataset> dataset(
            Draft draft, Placed placed, String member, Map<String, OssieDataset> datasets) {
        Optional<String> name = placed.required(draft, member);
        name.filter(given -> !datasets.containsKey(given))
                .ifPresent(missing -> placed.refuse(
                        draft,
                        member,
                        "names the dataset '" + missing + "', which the semantic model does not have"
                                + Nearest.question(missing, datasets.keySet())));
        return name.map(datasets::get);
    }

    /** Whether what the one side says of its keys goes with there being one row. */
    boolean leadsToAKey() {
        return to.keys().isEmpty() || to.keys().stream().anyMatch(key -> toColumns.containsAll(key));
    }

    /** When two rows belong together. */
    String condition() {
        return IntStream.range(0, fromColumns.size())
                .mapToObj(index -> from.qualified(fromColumns.get(index)) + " = " + to.qualified(toColumns.get(index)))
                .collect(Collectors.joining(" AND "));
    }
}
