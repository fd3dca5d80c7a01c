package dev.supersetsync.run;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The storage on a real PostgreSQL. */
class PostgresStorageTests {

    private static EmbeddedPostgres postgres;
    private static HikariDataSource source;
    private static Database database;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        source = new HikariDataSource();
        source.setDataSource(postgres.getPostgresDatabase());
        database = Database.open(source, "postgresql");
    }

    @AfterAll
    static void close() throws IOException {
        source.close();
        postgres.close();
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
