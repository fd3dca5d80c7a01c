package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.ListedDataset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a plan is made from.
 *
 * @param document the name of the document, null if it has none
 * @param desired the declared models, at most one for a dataset
 * @param databases the databases that Superset has, by name
 * @param listed all datasets of the target
 * @param actual those of them that a model is declared for and that were read, by id
 * @param recognised the ids of those that are known to be as declared, so that they were not read
 * @param begun the ids of those whose creation was begun and did not come to its end, so that they are not whole
 * @param provenances where the listed ones come from, as far as our storage says, by uuid
 * @param applied what we last applied to those that were read, by uuid
 * @param keptOwner the owner whom Superset keeps in every dataset that we write, null if there is none
 * @param facts what was found out so far
 * @param strategy what may be done
 * @param guards within which limits
 * @param adopts whether what is as declared already is marked as managed
 */
public record Situation(
        @Nullable String document,
        List<Desired> desired,
        Map<String, Database> databases,
        List<ListedDataset> listed,
        Map<Integer, ActualDataset> actual,
        Set<Integer> recognised,
        Set<Integer> begun,
        Map<String, Provenance> provenances,
        Map<String, Applied> applied,
        @Nullable String keptOwner,
        Facts facts,
        UpdateStrategy strategy,
        Guards guards,
        boolean adopts) {

    /** The same situation with more facts. */
    public Situation with(Facts more) {
        return new Situation(
                document,
                desired,
                databases,
                listed,
                actual,
                recognised,
                begun,
                provenances,
                applied,
                keptOwner,
                more,
                strategy,
                guards,
                adopts);
    }
}
