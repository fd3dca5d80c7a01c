package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.StorageKind;
import dev.supersetsync.run.StoredJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of the embedded database when a process ends while it writes events there. */
class EventWriterTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** An interrupt in the midst of a commit closes the file for everybody who has it open. */
    @Test
    void anEndInTheMidstOfAWriteLeavesTheStorageOpenToOthers() throws Exception {
        var storage = new Storage(folder);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(storage));
        var events = new RunEvents(new NamedParameterJdbcTemplate(storage), transaction, Clock.systemUTC());
        try (Connection open = storage.getConnection()) {
            Flyway.configure()
                    .dataSource(storage)
                    .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                    .load()
                    .migrate();
            var writer = new EventWriter(events, new StoredJson(), StorageKind.SHARED, new StaticApplicationContext());

            storage.gate.lock();
            writer.begins("run");
            writer.add("run", Type.PHASE, Map.of("phase", "read"));
            await().atMost(SOON).until(storage.gate::hasQueuedThreads);
            writer.destroy();
            storage.gate.unlock();

            var others = new SingleConnectionDataSource(open, true);
            var heard = new RunEvents(new NamedParameterJdbcTemplate(others), transaction, Clock.systemUTC());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(heard.last(Set.of("run"))).containsEntry("run", 1));
        }
    }

    /** A file, whose connections are given out only while its gate is open. */
    private static final class Storage extends AbstractDataSource {

        private final ReentrantLock gate = new ReentrantLock();
        private final DriverManagerDataSource file;

        Storage(Path folder) {
            file = new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("storage") + ";WRITE_DELAY=0");
        }

        @Override
        public Connection getConnection() throws SQLException {
            gate.lock();
            try {
                return file.getConnection();
            } finally {
                gate.unlock();
            }
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }
    }
}
