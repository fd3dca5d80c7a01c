package dev.supersetsync.sync;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.Violation;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Owner;
import dev.supersetsync.state.TargetConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks what models refer to in Superset: their databases and owners. Everything that is wrong is said at once. */
final class References {

    private final TargetConnection connection;
    private final Map<String, Database> databases;
    private final Set<String> creatable;

    References(TargetConnection connection, Map<String, Database> databases, Set<String> creatable) {
        this.connection = connection;
        this.databases = databases;
        this.creatable = creatable;
    }

    /**
     * Checks all models.
     *
     * @throws InvalidModels if a database is missing and cannot be created, or an owner is not exactly one user
     */
    void check(List<Model> models) {
        var violations = new ArrayList<Violation>();
        for (int index = 0; index < models.size(); index++) {
            database("models[" + index + "]", models.get(index), violations);
        }
        if (models.stream().anyMatch(model -> model.owners().isDeclared())) {
            owners(models, violations);
        }
        if (!violations.isEmpty()) {
            throw new InvalidModels(violations);
        }
    }

    private void database(String path, Model model, List<Violation> violations) {
        String name = model.database();
        if (!databases.containsKey(name) && !creatable.contains(name)) {
            violations.add(Violation.at(
                    path + ".database",
                    "Superset has no database '" + name + "'. It is created if superset-sync.targets."
                            + connection.target() + ".databases." + name + ".sqlalchemy-uri is configured."));
        }
    }

    private void owners(List<Model> models, List<Violation> violations) {
        var users = new HashMap<String, Integer>();
        for (Owner owner : connection.datasets().owners()) {
            if (owner.email() != null) {
                users.merge(owner.email().toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        for (int index = 0; index < models.size(); index++) {
            List<String> owners = models.get(index).owners().orElse(List.of());
            for (int place = 0; owners != null && place < owners.size(); place++) {
                String path = "models[" + index + "].owners[" + place + "]";
                owner(path, owners.get(place), users, violations);
            }
        }
    }

    private static void owner(String path, String email, Map<String, Integer> users, List<Violation> violations) {
        int matches = users.getOrDefault(email.toLowerCase(Locale.ROOT), 0);
        if (matches != 1) {
            violations.add(Violation.at(
                    path,
                    matches == 0
                            ? "Superset has no user with the e-mail address '" + email + "'."
                            : matches + " users of Superset have the e-mail address '" + email + "'."));
        }
    }
}
