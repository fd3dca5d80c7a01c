package dev.supersetsync.run;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the history is kept, and for how long.
 *
 * @param dataDir the folder of the embedded database, relative to the working directory; not used if
 *     {@code spring.datasource.url} names a database
 * @param retention how long things are kept
 */
@ConfigurationProperties("superset-sync")
public record StorageSettings(
        @DefaultValue("data") String dataDir, @DefaultValue Retention retention) {

    /** Checks that the folder can stand in the address of an H2 database, where a semicolon starts its options. */
    public StorageSettings {
        if (dataDir.isBlank() || dataDir.contains(";")) {
            throw new IllegalArgumentException(
                    "superset-sync.data-dir must name a folder, without a semicolon; it is '" + dataDir + "'.");
        }
    }

    /**
     * The address of the embedded database. Every commit is handed to the operating system before it counts, so
     * that a killed process forgets nothing; H2 does not wait until it is on the disk. The file is closed by the connection pool, and not before it by H2's own shutdown hook. H2 keeps no log of
     * its own beside it. An interrupt of a thread in a query closes the file for all, so nobody who uses it is interrupted;
     * H2's experimental file system {@code async} outlives one interrupt, but not many.
     */
    String embeddedUrl() {
        var file = Path.of(dataDir).toAbsolutePath().normalize().resolve("superset-sync");
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
    }

    /**
     * How long things are kept, and how many of them: the older ones go.
     *
     * @param runs runs, as long as their backup does not keep them
     * @param plans plans, after which they can be neither looked at nor applied
     * @param backups backups, after which a run can no longer be taken back; the newest that holds an earlier state of a
     *     dataset stays
     * @param mostRuns how many runs
     * @param mostPlans how many plans
     * @param mostBackups how many backups
     */
    public record Retention(
            @DefaultValue("365d") Duration runs,
            @DefaultValue("30d") Duration plans,
            @DefaultValue("90d") Duration backups,
            @DefaultValue("100000") int mostRuns,
            @DefaultValue("10000") int mostPlans,
            @DefaultValue("10000") int mostBackups) {

        /** Checks that each lives long enough to be used. */
        public Retention {
            check("runs", runs);
            check("plans", plans);
            check("backups", backups);
            check("most-runs", mostRuns);
            check("most-plans", mostPlans);
            check("most-backups", mostBackups);
        }

        private static void check(String what, Duration life) {
            if (life.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("superset-sync.retention." + what
                        + " must be at least one minute, such as 30d; it is " + life + ".");
            }
        }

        private static void check(String what, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(
                        "superset-sync.retention." + what + " must be at least 1; it is " + number + ".");
            }
        }
    }
}
