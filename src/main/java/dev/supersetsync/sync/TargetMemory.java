package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Provenance;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.run.AppliedModels;
import dev.supersetsync.run.BegunCreations;
import dev.supersetsync.run.BegunReturns;
import dev.supersetsync.run.KnownIds;
import dev.supersetsync.run.Sightings;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.PartIds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Remembers what is applied to targets, as it happens, so that a process that dies forgets as little as it can. */
@Component
class TargetMemory {

    private final AppliedModels appliedModels;
    private final BegunCreations begunCreations;
    private final BegunReturns begunReturns;
    private final Sightings sightings;
    private final KnownIds knownIds;

    TargetMemory(
            AppliedModels appliedModels,
            BegunCreations begunCreations,
            BegunReturns begunReturns,
            Sightings sightings,
            KnownIds knownIds) {
        this.appliedModels = appliedModels;
        this.begunCreations = begunCreations;
        this.begunReturns = begunReturns;
        this.sightings = sightings;
        this.knownIds = knownIds;
    }

    /** What is remembered of a target. */
    Memory recall(String target) {
        return new Memory(
                new Stored(appliedModels, sightings, target),
                begunCreations.ofTarget(target),
                begunReturns.ofTarget(target));
    }

    /** The plan with the ids of columns and metrics that are remembered, where it changes what was read in bulk. */
    Plan withIds(String target, Plan plan) {
        List<String> uuids = plan.changes().stream()
                .flatMap(change ->
                        change instanceof Change.Rewrite rewrite ? Stream.of(rewrite.before()) : Stream.empty())
                .filter(before -> !before.tellsIds())
                .map(ActualDataset::uuid)
                .toList();
        return uuids.isEmpty() ? plan : plan.withIds(knownIds.of(target, uuids));
    }

    /** A change is about to be written. */
    void begins(String target, Change change) {
        if (change instanceof Change.Create create) {
            begunCreations.begin(target, create.dataset());
        }
        if (change instanceof Change.BringBack back) {
            begunReturns.begin(target, back.deleted().before().uuid());
        }
    }

    /**
     * A change came to its end.
     *
     * @param known what was remembered when the run began
     */
    void ended(String target, String runId, Memory known, Outcome outcome) {
        boolean isDone = outcome.kind() == Outcome.Kind.APPLIED;
        if (isDone && known.wasBegun(outcome.change().dataset())) {
            begunCreations.end(target, outcome.change().dataset());
        }
        if (outcome.change().action() == Action.UNCHANGED) {
            return;
        }
        Applied applied = outcome.applied();
        if (applied != null) {
            appliedModels.save(target, runId, List.of(applied));
        }
        if (isDone && applied == null) {
            forget(target, outcome.change());
        }
        if (outcome.change() instanceof Change.Create create && !outcome.mayBeHalfMade()) {
            begunCreations.end(target, create.dataset());
        }
        if (isDone && outcome.change() instanceof Change.BringBack back) {
            begunReturns.end(target, back.deleted().before().uuid());
        }
    }

    /** A dataset is gone, or again as it was before anything was applied to it. */
    private void forget(String target, Change change) {
        switch (change) {
            case Change.Delete delete -> {
                appliedModels.remove(target, delete.before().uuid());
                sightings.remove(target, delete.before().uuid());
                knownIds.remove(target, delete.before().uuid());
                begunReturns.end(target, delete.before().uuid());
            }
            case Change.Rewrite rewrite ->
                appliedModels.remove(target, rewrite.before().uuid());
            case Change.BringBack back ->
                appliedModels.remove(target, back.deleted().before().uuid());
            case Change.Create _, Change.Unchanged _ -> {}
        }
    }

    /** Remembers the ids of the columns and metrics of datasets that were read with them. */
    void rememberIds(String target, Collection<ActualDataset> datasets) {
        Map<String, PartIds> ids = datasets.stream()
                .filter(ActualDataset::tellsIds)
                .collect(Collectors.toMap(ActualDataset::uuid, ActualDataset::ids));
        if (!ids.isEmpty()) {
            knownIds.save(target, ids);
        }
    }

    /**
     * Remembers, in one go, datasets that needed no write, and how those look that are as declared; what is known already
     * costs nothing.
     *
     * @param known what was remembered when the run began
     */
    void remember(String target, String runId, Memory known, Collection<Applied> unchanged, Collection<Sighting> seen) {
        Map<String, Applied> before =
                known.appliedTo(unchanged.stream().map(Applied::uuid).toList());
        List<Applied> applied = unchanged.stream()
                .filter(one -> !one.equals(before.get(one.uuid())))
                .toList();
        if (!applied.isEmpty()) {
            appliedModels.save(target, runId, applied);
        }
        Map<String, Sighting> seenBefore =
                known.sightingsOf(seen.stream().map(Sighting::uuid).toList());
        List<Sighting> news = seen.stream()
                .filter(one -> !one.equals(seenBefore.get(one.uuid())))
                .toList();
        if (!news.isEmpty()) {
            sightings.save(target, news);
        }
    }

    /** What is stored of one target. */
    private record Stored(AppliedModels models, Sightings sightings, String target) implements Memory.Storage {

        @Override
        public Map<String, Applied> everApplied() {
            return models.ofTarget(target);
        }

        @Override
        public Map<String, Applied> appliedTo(Collection<String> uuids) {
            return models.of(target, uuids);
        }

        @Override
        public Map<String, Sighting> sightingsOf(Collection<String> uuids) {
            return sightings.of(target, uuids);
        }

        @Override
        public Map<String, Provenance> provenances() {
            return models.provenances(target);
        }
    }
}
