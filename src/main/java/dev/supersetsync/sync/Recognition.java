package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.plan.Withheld;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows datasets again by their row in the list: those that look as they did when they were last found to be as the same
 * model declares them. It also says which ones a run leaves like that.
 *
 * @param models the hashes of the declared models, by dataset
 */
record Recognition(Map<DatasetKey, String> models) {

    /** Where nothing is declared, nothing is known again. */
    static final Recognition NONE = new Recognition(Map.of());

    /**
     * The ids of the datasets that are as declared, as far as a list can tell.
     *
     * @param known tells how datasets of these uuids looked
     */
    Set<Integer> recognised(List<ListedDataset> listed, Function<Collection<String>, Map<String, Sighting>> known) {
        List<ListedDataset> declared = listed.stream()
                .filter(dataset -> models.containsKey(dataset.key()))
                .toList();
        Map<String, Sighting> before =
                known.apply(declared.stream().map(ListedDataset::uuid).toList());
        return declared.stream()
                .filter(dataset -> sighting(dataset)
                        .filter(seen -> seen.equals(before.get(dataset.uuid())))
                        .isPresent())
                .map(ListedDataset::id)
                .collect(Collectors.toSet());
    }

    /** What is to be known again of what a run did; not where something was held back or is worth a warning. */
    List<Sighting> seen(Plan plan, Collection<Outcome> outcomes) {
        Set<DatasetKey> unsettled = Stream.concat(
                        plan.withheld().stream().map(Withheld::dataset),
                        plan.warnings().stream().map(Warning::dataset).flatMap(Stream::ofNullable))
                .collect(Collectors.toSet());
        return outcomes.stream()
                .filter(outcome -> outcome.kind() == Outcome.Kind.APPLIED)
                .filter(outcome -> !unsettled.contains(outcome.change().dataset()))
                .flatMap(outcome -> there(outcome).flatMap(this::sighting).stream())
                .toList();
    }

    private static Optional<ListedDataset> there(Outcome outcome) {
        return outcome.change() instanceof Change.Unchanged unchanged
                ? Optional.of(unchanged.there())
                : Optional.ofNullable(outcome.left()).map(ActualDataset::listed);
    }

    private Optional<Sighting> sighting(ListedDataset dataset) {
        return Optional.ofNullable(models.get(dataset.key())).map(model -> Sighting.of(dataset, model));
    }
}
