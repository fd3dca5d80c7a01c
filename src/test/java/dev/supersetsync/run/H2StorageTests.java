package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The storage on H2 in a file, with the address that the service uses. */
class H2StorageTests {

    @TempDir
    private static Path folder;

    private static HikariDataSource source;
    private static Database database;

    @BeforeAll
    static void open() {
        source = new HikariDataSource();
        var settings = new StorageSettings(folder.toString(), Database.RETENTION);
        source.setJdbcUrl(settings.embeddedUrl());
        source.setUsername("sa");
        database = Database.open(source, "h2");
    }

    @AfterAll
    static void everyConnectionWasGivenBack() {
        assertThat(source.getHikariPoolMXBean().getActiveConnections()).isZero();
        source.close();
    }

    @Nested
    class OfRuns extends RunsSuite {
        OfRuns() {
            super(database);
        }
    }

    @Nested
    class OfLastRuns extends LastRunsSuite {
        OfLastRuns() {
            super(database);
        }
    }

    @Nested
    class OfPlans extends PlansSuite {
        OfPlans() {
            super(database);
        }
    }

    @Nested
    class OfBackups extends BackupsSuite {
        OfBackups() {
            super(database);
        }
    }

    @Nested
    class OfAppliedModels extends AppliedModelsSuite {
        OfAppliedModels() {
            super(database);
        }
    }

    @Nested
    class OfKnownDatasets extends KnownDatasetsSuite {
        OfKnownDatasets() {
            super(database);
        }
    }

    @Nested
    class OfBegunCreations extends BegunCreationsSuite {
        OfBegunCreations() {
            super(database);
        }
    }

    @Nested
    class OfBegunReturns extends BegunReturnsSuite {
        OfBegunReturns() {
            super(database);
        }
    }

    @Nested
    class OfStrategySets extends StrategySetsSuite {
        OfStrategySets() {
            super(database);
        }
    }

    @Nested
    class OfTheQueue extends RunQueueSuite {
        OfTheQueue() {
            super(database);
        }
    }

    @Nested
    class OfEvents extends RunEventsSuite {
        OfEvents() {
            super(database);
        }
    }

    @Nested
    class OfDeliveries extends DeliveriesSuite {
        OfDeliveries() {
            super(database);
        }
    }
}
