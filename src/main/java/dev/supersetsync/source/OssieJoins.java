package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Metrics about several datasets: for each dataset that the others are looked up from, one query that joins what its
 * metrics need. A metric that would count rows more often than they are there is left out.
 */
final class OssieJoins {

    private final Draft draft;
    private final List<OssieRelationship> relationships;
    private final List<OssieMetric> single = new ArrayList<>();
    private final SequencedMap<OssieDataset, OssieJoin> joins = new LinkedHashMap<>();

    OssieJoins(Draft draft, List<OssieRelationship> relationships) {
        this.draft = draft;
        this.relationships = relationships;
    }

    /** A further metric, with one dataset or several; gives back why it is left out, if it is. */
    Optional<String> add(OssieMetric metric) {
        if (metric.datasets().size() > 1) {
            return join(metric);
        }
        single.add(metric);
        return Optional.empty();
    }

    private Optional<String> join(OssieMetric metric) {
        List<OssieDataset> roots = metric.datasets().stream()
                .filter(dataset -> reachesAll(dataset, metric.datasets()))
                .toList();
        if (roots.size() != 1) {
            return Optional.of("no relationships lead from one of its datasets to the others (" + names(metric)
                    + ") in just one way");
        }
        OssieDataset root = roots.getFirst();
        SequencedSet<OssieRelationship> needed = new LinkedHashSet<>();
        for (OssieDataset other : metric.datasets()) {
            List<List<OssieRelationship>> paths = paths(root, other);
            if (paths.size() > 1) {
                return Optional.of("relationships lead from " + root.name() + " to " + other.name()
                        + " in several ways, and it does not say which is meant");
            }
            needed.addAll(paths.getFirst());
        }
        return problem(metric, root, needed).or(() -> {
            joins.computeIfAbsent(root, at -> new OssieJoin(draft, at)).add(metric, needed);
            return Optional.empty();
        });
    }

    private Optional<String> problem(OssieMetric metric, OssieDataset root, Set<OssieRelationship> needed) {
        for (OssieRelationship relationship : needed) {
            if (!relationship.leadsToAKey()) {
                return Optional.of("the relationship " + relationship.name() + " does not lead to a key of "
                        + relationship.to().name() + ", so that rows could be counted twice");
            }
            if (!sameDatabase(relationship)) {
                return Optional.of(relationship.from().name() + " and "
                        + relationship.to().name() + " are in different databases");
            }
        }
        return JoinedAggregates.problem(metric.sql(), column -> metric.owners().get(column) == root, root.name());
    }

    private boolean sameDatabase(OssieRelationship relationship) {
        return String.valueOf(draft.database(relationship.from().ownDatabase()))
                .equals(String.valueOf(draft.database(relationship.to().ownDatabase())));
    }

    private static String names(OssieMetric metric) {
        return String.join(
                ", ", metric.datasets().stream().map(OssieDataset::name).toList());
    }

    private boolean reachesAll(OssieDataset root, List<OssieDataset> others) {
        return others.stream().noneMatch(other -> paths(root, other).isEmpty());
    }

    /** The ways from a dataset to another, none of which comes by a dataset twice; two are enough. */
    private List<List<OssieRelationship>> paths(OssieDataset from, OssieDataset to) {
        List<List<OssieRelationship>> found = new ArrayList<>();
        follow(from, to, leadingTo(to), new ArrayList<>(), new LinkedHashSet<>(Set.of(from)), found);
        return found;
    }

    /** The relationships that lead to a dataset in the end, so that no others need be followed. */
    private List<OssieRelationship> leadingTo(OssieDataset to) {
        Set<OssieDataset> reached = new LinkedHashSet<>(Set.of(to));
        List<OssieRelationship> leading = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (OssieRelationship relationship : relationships) {
                if (!leading.contains(relationship) && reached.contains(relationship.to())) {
                    leading.add(relationship);
                    grown |= reached.add(relationship.from());
                }
            }
        }
        return leading;
    }

    private void follow(
            OssieDataset at,
            OssieDataset to,
            List<OssieRelationship> leading,
            List<OssieRelationship> path,
            Set<OssieDataset> passed,
            List<List<OssieRelationship>> found) {
        if (at == to) {
            found.add(List.copyOf(path));
            return;
        }
        for (OssieRelationship relationship : leading) {
            if (found.size() < 2 && relationship.from() == at && passed.add(relationship.to())) {
                path.add(relationship);
                follow(relationship.to(), to, leading, path, passed, found);
                path.removeLast();
                passed.remove(relationship.to());
            }
        }
    }

    /** Writes the queries, each with the metrics about its first dataset alone as well. */
    void finish() {
        joins.values().forEach(join -> join.write(single));
    }

    /** The names of the relationships that no metric needs. */
    List<String> unused() {
        return relationships.stream()
                .filter(relationship -> joins.values().stream().noneMatch(join -> join.needs(relationship)))
                .map(OssieRelationship::name)
                .toList();
    }
}
