package dev.supersetsync.sync;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.TargetConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan should say of the server that it was made for: its version, and what it keeps from a backup. */
final class Caveats {

    private Caveats() {}

    static Plan added(Plan plan, TargetConnection connection) {
        Plan result = plan;
        if (!connection.isVersionKnown()) {
            result = result.warning(warning(
                    Warning.Code.VERSION_UNKNOWN,
                    "Superset " + connection.version()
                            + " is newer than the newest version that is known; it is treated as that."));
        }
        boolean deletes = plan.changes().stream().anyMatch(change -> change.action() == Action.DELETE);
        Set<BackupReader.Part> missing = deletes ? connection.backups().missing() : Set.of();
        if (!missing.isEmpty()) {
            result = result.warning(warning(
                    Warning.Code.BACKUP_INCOMPLETE,
                    "Superset does not let the service read " + words(missing)
                            + ", so what it has of them for deleted datasets cannot be brought back."));
        }
        return result;
    }

    private static String words(Set<BackupReader.Part> parts) {
        return parts.stream().sorted().map(BackupReader.Part::words).collect(Collectors.joining(", "));
    }

    private static Warning warning(Warning.Code code, String message) {
        return new Warning(code, message, null, null, List.of());
    }
}
