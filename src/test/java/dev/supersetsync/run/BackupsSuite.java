package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class BackupsSuite {

    private static final byte[] NOTHING = {};

    private final Database database;
    private final Backups backups;
    private final Runs runs;

    BackupsSuite(Database database) {
        this.database = database;
        this.backups = database.backups;
        this.runs = database.runs;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void whatIsKeptComesBackInItsOrder() {
        List<Kept> kept = IntStream.range(0, 12)
                .<Kept>mapToObj(number -> created("t" + number))
                .toList();

        backups.save("r1", "main", kept, NOTHING);
        backups.save("r2", "main", List.of(created("other")), NOTHING);

        assertThat(backups.find("r1")).contains(kept);
        assertThat(backups.find("r3")).isEmpty();
        assertThat(backups.zip("r3")).isEmpty();
    }

    @Test
    void whatARunLeftIsAddedToItsChange() {
        backups.save("r1", "main", List.of(created("orders"), created("items")), NOTHING);
        backups.save("r2", "main", List.of(created("orders"), created("items")), NOTHING);
        var left = actual("items");

        backups.left("r1", 1, left);

        assertThat(backups.find("r1").orElseThrow())
                .containsExactly(created("orders"), new Kept.Created(dataset("items"), left));
        assertThat(backups.find("r2").orElseThrow()).containsExactly(created("orders"), created("items"));
    }

    @Test
    void aRunIsBackedUpOnce() {
        backups.save("r1", "main", List.of(created("orders")), NOTHING);

        assertThatThrownBy(() -> backups.save("r1", "main", List.of(created("items")), NOTHING))
                .isInstanceOf(RuntimeException.class);

        assertThat(backups.find("r1").orElseThrow()).containsExactly(created("orders"));
    }

    @Test
    void theZipIsThatOfSupersetWithOurFileInItsFolder() throws IOException {
        var archive =
                zip(Map.of("export_1/metadata.yaml", "type: SqlaTable", "export_1/datasets/w/orders.yaml", "a: ä"));
        backups.save("r1", "main", List.of(created("orders"), created("items")), archive);

        var files = unzipped(backups.zip("r1").orElseThrow());

        assertThat(files)
                .containsOnlyKeys(
                        "export_1/metadata.yaml", "export_1/datasets/w/orders.yaml", "export_1/superset-sync.json")
                .containsEntry("export_1/datasets/w/orders.yaml", "a: ä");
        var ours = new StoredJson().tree(files.getOrDefault("export_1/superset-sync.json", ""));
        assertThat(ours.valueStream().map(item -> item.at("/after/name").stringValue()))
                .containsExactly("orders", "items");
    }

    @Test
    void withoutAnExportTheZipHasOurFileOnly() throws IOException {
        backups.save("r1", "main", List.of(created("orders")), NOTHING);

        assertThat(unzipped(backups.zip("r1").orElseThrow())).containsOnlyKeys("superset-sync/superset-sync.json");
    }

    @Test
    void aBackupMayHaveManyMegabytes() throws IOException {
        var content = new byte[8 * 1024 * 1024];
        new Random(7).nextBytes(content);
        var text = new String(content, StandardCharsets.ISO_8859_1);

        backups.save("r1", "main", List.of(created("x".repeat(3_000_000))), zip(Map.of("e/big.yaml", text)));

        assertThat(unzipped(backups.zip("r1").orElseThrow())).containsEntry("e/big.yaml", text);
        assertThat(backups.find("r1").orElseThrow()).containsExactly(created("x".repeat(3_000_000)));
    }

    @Test
    void backupsGoAfterNinetyDaysWithAllTheyHold() {
        backups.save("old", "main", List.of(created("orders"), created("items")), NOTHING);
        database.clock.moveBy(Duration.ofDays(90));
        backups.save("new", "main", List.of(created("orders")), NOTHING);
        assertThat(backups.find("old")).isPresent();

        database.clock.moveBy(Duration.ofSeconds(1));

        assertThat(backups.purge()).isEqualTo(1);
        assertThat(backups.find("old")).isEmpty();
        assertThat(backups.zip("old")).isEmpty();
        assertThat(backups.find("new")).isPresent();
        assertThat(items()).isEqualTo(1);
        assertThat(backups.purge()).isZero();
    }

    @Test
    void theNewestEarlierStateOfADatasetStays() {
        backups.save("r1", "main", List.of(changed("orders")), NOTHING);
        backups.save("r2", "main", List.of(changed("orders")), NOTHING);
        backups.save("r3", "main", List.of(changed("items"), created("more")), NOTHING);
        backups.save("r4", "main", List.of(created("other")), NOTHING);
        database.clock.moveBy(Duration.ofDays(91));

        backups.purge();

        assertThat(backups.find("r1")).isEmpty();
        assertThat(backups.find("r2")).isPresent();
        assertThat(backups.find("r3")).isPresent();
        assertThat(backups.find("r4")).isEmpty();
    }

    @Test
    void aBackupWhoseChangeWasNotDoneTakesTheLastOneThatWasNotAway() {
        backups.save("r1", "main", List.of(changed("orders")), NOTHING);
        backups.left("r1", 0, actual("orders"));
        backups.save("r2", "main", List.of(changed("orders")), NOTHING);
        backups.left("r2", 0, actual("orders"));
        backups.save("r3", "main", List.of(changed("orders")), NOTHING);
        backups.save("r4", "main", List.of(changed("orders")), NOTHING);
        database.clock.moveBy(Duration.ofDays(91));

        backups.purge();

        assertThat(backups.find("r1")).isEmpty();
        assertThat(backups.find("r2")).isPresent();
        assertThat(backups.find("r3")).isEmpty();
        assertThat(backups.find("r4")).isPresent();
    }

    @Test
    void aBackupOfNothingIsThere() throws IOException {
        backups.save("r1", "main", List.of(), NOTHING);

        assertThat(backups.find("r1").orElseThrow()).isEmpty();
        assertThat(unzipped(backups.zip("r1").orElseThrow())).containsOnlyKeys("superset-sync/superset-sync.json");
    }

    @Test
    void onlySoManyBackupsStay() {
        IntStream.range(0, 12)
                .forEach(number -> backups.save("r%02d".formatted(number), "main", List.of(created("t")), NOTHING));

        backups.purge();

        assertThat(backups.find("r01")).isEmpty();
        assertThat(backups.find("r02")).isPresent();
        assertThat(backups.find("r11")).isPresent();
    }

    @Test
    void runsGoUnlessTheyCanBeTakenBackOrHaveNotEnded() {
        RunReport ended = runs.create(RunsSuite.at("main"));
        runs.save(RunsSuite.ended(ended, RunStatus.FAILED, List.of(), Database.START));
        RunReport queued = runs.create(RunsSuite.at("main"));
        RunReport kept = runs.create(RunsSuite.at("main"));
        runs.save(RunsSuite.ended(kept, RunStatus.SUCCEEDED, List.of(), Database.START));
        backups.save(kept.id(), "main", List.of(changed("orders")), NOTHING);
        database.clock.moveBy(Duration.ofDays(366));

        database.pruning.prune();

        assertThat(runs.find(ended.id())).isEmpty();
        assertThat(runs.find(queued.id())).isPresent();
        assertThat(runs.find(kept.id())).isPresent();
    }

    @Test
    void onlySoManyRunsStay() {
        for (int number = 0; number < 22; number++) {
            RunReport run = runs.create(RunsSuite.at("main"));
            runs.save(RunsSuite.ended(run, RunStatus.FAILED, List.of(), Database.START));
        }

        database.pruning.prune();

        assertThat(runs.list(new RunFilter(null, null, null, null), 0, 1).total())
                .isEqualTo(20);
    }

    @Test
    void aNewBackupTakesTheOldOnesAway() {
        backups.save("old", "main", List.of(created("orders")), NOTHING);
        database.clock.moveBy(Duration.ofDays(91));

        backups.save("new", "main", List.of(created("items")), NOTHING);

        assertThat(backups.find("old")).isEmpty();
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void aRunThatIsInterruptedAfterItsBackupHasIt() {
        var missing = new BackupReport(false, List.of("tags"));
        var run = runs.start(runs.create(RunsSuite.at("main")).id()).orElseThrow();
        backups.save(run.id(), "main", List.of(created("orders")), NOTHING);
        runs.backedUp(run.id(), missing);
        var earlier = runs.start(runs.create(RunsSuite.at("main")).id()).orElseThrow();

        new InterruptedRuns(runs, database.queue, database.ends, database.clock, InterruptedRuns.Owner.REPLICA)
                .afterPropertiesSet();

        assertThat(runs.find(run.id()).orElseThrow()).satisfies(interrupted -> {
            assertThat(interrupted.status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(interrupted.backup()).isEqualTo(missing);
        });
        assertThat(runs.find(earlier.id()).map(RunReport::status)).contains(RunStatus.INTERRUPTED);
        assertThat(runs.find(earlier.id()).orElseThrow().backup()).isNull();
        assertThat(backups.find(run.id())).isPresent();
    }

    private int items() {
        return database.jdbc
                .sql("SELECT COUNT(*) FROM backup_item")
                .query(Integer.class)
                .single();
    }

    private static Kept created(String name) {
        return new Kept.Created(dataset(name), null);
    }

    private static Dataset dataset(String name) {
        var columns = List.of(new Column("id", Settings.none()));
        return new Dataset(new DatasetKey("warehouse", null, "dwh", name), Settings.none(), columns, List.of());
    }

    private static Kept changed(String name) {
        return new Kept.Changed(Action.UPDATE, actual(name), null, dataset(name), null);
    }

    private static ActualDataset actual(String name) {
        return new ActualDataset(
                7, "uuid of " + name, 1, null, dataset(name), null, "2026-03-01T12:00:00", Map.of("id", 70), Map.of());
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> unzipped(byte[] bytes) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
