package dev.supersetsync.sync;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Attachments;
import dev.supersetsync.plan.Attachments.Ref;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.run.Backups;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.BackupReader.Part;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Usages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps, before the first write of a run, what takes it back; and afterwards what the run left. */
@Component
class BackupKeeper {

    private static final byte[] NO_ARCHIVE = {};

    private final Backups backups;

    BackupKeeper(Backups backups) {
        this.backups = backups;
    }

    /**
     * Backs up everything that a plan changes, deletes and creates.
     *
     * @param memory what is remembered of the target
     */
    Backup keep(String runId, TargetConnection connection, Surveyed surveyed, Memory memory) {
        List<Change> changes = surveyed.plan().changes().stream()
                .filter(change -> !(change instanceof Change.Unchanged))
                .toList();
        List<ListedDataset> there = changes.stream()
                .flatMap(BackupKeeper::before)
                .map(ActualDataset::listed)
                .toList();
        List<ListedDataset> going = changes.stream()
                .filter(Change.Delete.class::isInstance)
                .flatMap(BackupKeeper::before)
                .map(ActualDataset::listed)
                .toList();
        Attached attached = going.isEmpty()
                ? Attached.NOTHING
                : attached(connection.backups(), going, surveyed.facts().usages());
        Optional<byte[]> archive =
                there.isEmpty() ? Optional.of(NO_ARCHIVE) : connection.backups().export(there);
        Map<String, Applied> applied =
                memory.appliedTo(there.stream().map(ListedDataset::uuid).toList());
        var items = new IdentityHashMap<Change, Integer>();
        var kept = new ArrayList<Kept>();
        for (Change change : changes) {
            items.put(change, kept.size());
            kept.add(kept(change, attached, applied));
        }
        backups.save(runId, connection.target(), kept, archive.orElse(NO_ARCHIVE));
        return new Backup(runId, items, report(attached.missing(), archive.isPresent()));
    }

    /**
     * What is kept of a run.
     *
     * @throws Refusal.BackupExpired if it is not there any more
     */
    List<Kept> of(String runId) {
        return backups.find(runId).orElseThrow(() -> new Refusal.BackupExpired(runId));
    }

    /** Adds what a run left of a dataset. */
    void left(Backup backup, Change change, ActualDataset left) {
        Integer item = backup.items().get(change);
        if (item != null) {
            backups.left(backup.runId(), item, left);
        }
    }

    private static Kept kept(Change change, Attached attached, Map<String, Applied> applied) {
        return switch (change) {
            case Change.Create create -> new Kept.Created(create.after(), null);
            case Change.BringBack back ->
                new Kept.Created(back.deleted().before().dataset(), null);
            case Change.Rewrite rewrite ->
                new Kept.Changed(
                        rewrite.action(),
                        rewrite.before(),
                        applied.get(rewrite.before().uuid()),
                        rewrite.after(),
                        null);
            case Change.Delete delete ->
                new Kept.Deleted(
                        delete.before(),
                        applied.get(delete.before().uuid()),
                        attached.to(delete.before().id()),
                        !attached.missing().contains(Part.ROW_LEVEL_SECURITY));
            case Change.Unchanged _ -> throw new IllegalArgumentException("What stays as it is needs no backup.");
        };
    }

    private static Stream<ActualDataset> before(Change change) {
        return switch (change) {
            case Change.Rewrite rewrite -> Stream.of(rewrite.before());
            case Change.Delete delete -> Stream.of(delete.before());
            case Change.Create _, Change.BringBack _, Change.Unchanged _ -> Stream.empty();
        };
    }

    private static Attached attached(BackupReader reader, List<ListedDataset> going, Usages usages) {
        return new Attached(usages, reader.grants(going), reader.missing());
    }

    private static BackupReport report(Set<Part> unread, boolean isExported) {
        Stream<Part> missing = Stream.concat(unread.stream(), isExported ? Stream.empty() : Stream.of(Part.EXPORT));
        List<String> words = missing.sorted().map(Part::words).toList();
        return new BackupReport(words.isEmpty(), words);
    }

    /** What hangs on datasets that go, and what could not be read of that. */
    private static final class Attached {

        static final Attached NOTHING = new Attached(Usages.NONE, Map.of(), Set.of());

        private final Map<Integer, List<Ref>> charts = new HashMap<>();
        private final Map<Integer, Set<Ref>> dashboards = new HashMap<>();
        private final Map<Integer, List<RowRule>> rules = new HashMap<>();
        private final Map<Integer, List<Grant>> grants;
        private final Set<Part> missing;

        Attached(Usages usages, Map<Integer, List<Grant>> grants, Set<Part> missing) {
            this.grants = grants;
            this.missing = missing;
            Map<Integer, String> titles = usages.dashboards().stream()
                    .collect(Collectors.toMap(Usages.DashboardUse::id, Usages.DashboardUse::title));
            usages.charts()
                    .forEach(chart -> Stream.ofNullable(chart.datasetId())
                            .forEach(id -> at(charts, id, ArrayList::new).add(new Ref(chart.id(), chart.name()))));
            usages.filters()
                    .forEach(filter -> filter.datasetIds()
                            .forEach(id -> at(dashboards, id, LinkedHashSet::new)
                                    .add(new Ref(
                                            filter.dashboardId(), titles.getOrDefault(filter.dashboardId(), "")))));
            usages.rules().stream()
                    .map(Usages.RuleUse::rule)
                    .forEach(rule -> rule.datasetIds()
                            .forEach(id -> at(rules, id, ArrayList::new).add(rule)));
        }

        private static <T> T at(Map<Integer, T> index, int id, Supplier<? extends T> empty) {
            return index.computeIfAbsent(id, _ -> empty.get());
        }

        Set<Part> missing() {
            return missing;
        }

        Attachments to(int id) {
            return new Attachments(
                    charts.getOrDefault(id, List.of()),
                    List.copyOf(dashboards.getOrDefault(id, Set.of())),
                    rules.getOrDefault(id, List.of()),
                    grants.getOrDefault(id, List.of()));
        }
    }

    /**
     * The backup of a run.
     *
     * @param items which of its items is about which change
     * @param report what answers say of it, null if there is none
     */
    record Backup(
            String runId,
            Map<Change, Integer> items,
            @Nullable BackupReport report) {

        /** Nothing is written, so nothing is kept. */
        static final Backup NONE = new Backup("", Map.of(), null);
    }
}
