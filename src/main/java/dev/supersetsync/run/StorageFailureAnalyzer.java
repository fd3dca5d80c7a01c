package dev.supersetsync.run;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why a start failed at its database, where a driver's stack trace would hide it. */
class StorageFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final int IN_USE = 90020;
    private static final Set<Integer> NOT_WRITABLE = Set.of(90028, 90031, 90062);
    private static final String NO_CONNECTION = "08";
    private static final String NO_ACCESS = "28";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (cause.getErrorCode() == IN_USE) {
            return new FailureAnalysis(
                    "Another process works with the database file of this service.",
                    "Stop that process, give this one a folder of its own (SUPERSET_SYNC_DATA_DIR), or use PostgreSQL for"
                            + " both (SPRING_DATASOURCE_URL).",
                    failure);
        }
        if (NOT_WRITABLE.contains(cause.getErrorCode())) {
            return new FailureAnalysis(
                    "The database file of this service cannot be written: " + cause.getMessage(),
                    "Name a folder that can be written (SUPERSET_SYNC_DATA_DIR), such as one on a volume, or use PostgreSQL"
                            + " (SPRING_DATASOURCE_URL).",
                    failure);
        }
        var state = cause.getSQLState();
        return state == null || !(state.startsWith(NO_CONNECTION) || state.startsWith(NO_ACCESS))
                ? null
                : new FailureAnalysis(
                        "The database of this service gives no connection: " + cause.getMessage(),
                        "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that"
                                + " the server is up.",
                        failure);
    }
}
