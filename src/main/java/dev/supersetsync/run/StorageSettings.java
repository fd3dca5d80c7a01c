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
     * The address of the embedded database. Every commit is on disk before it counts, so that a killed process forgets
     * nothing; the file is closed by the connection pool, and not before it by H2's own shutdown hook. H2 keeps no log of
     * its own beside it.
     */
    String embeddedUrl() {
        var file = Path.of(dataDir).toAbsolutePath().normalize().resolve("superset-sync");
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
    }

    /**
     * How long things are kept.
     *
     * @param plans plans, after which they can be neither looked at nor applied
     * @param backups backups, after which a run can no longer be taken back
     */
    public record Retention(
            @DefaultValue("30d") Duration plans,
            @DefaultValue("90d") Duration backups) {

        /** Checks that each lives long enough to be used. */
        public Retention {
            check("plans", plans);
            check("backups", backups);
        }

        private static void check(String what, Duration life) {
            if (life.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("superset-sync.retention." + what
                        + " must be at least one minute, such as 30d; it is " + life + ".");
            }
        }
    }
}
