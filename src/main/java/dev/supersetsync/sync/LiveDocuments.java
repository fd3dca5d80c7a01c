package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Violation;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Owner;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads datasets of a target and declares them; remembers nothing and writes nothing. What the document lacks would go
 * with a later DELETE, so two passes over the list must agree.
 */
@Component
class LiveDocuments {

    private final Targets targets;

    LiveDocuments(Targets targets) {
        this.targets = targets;
    }

    /**
     * The document of the datasets that are meant, by their ids.
     *
     * @throws Refusal.InvalidRequest if Superset does not have the database, or the document's name is empty
     */
    Document of(String target, LiveRequest request) {
        checkName(request.name());
        DatasetReader reader = targets.connectToRead(target).datasets();
        List<Database> databases = reader.databases();
        checkDatabase(request.database(), databases);
        var selection = new LiveSelection(request, databases);
        List<Integer> ids = reader.agreedList().stream()
                .filter(dataset -> selection.means(dataset.key()))
                .sorted(Comparator.comparingInt(ListedDataset::id))
                .map(ListedDataset::id)
                .toList();
        if (ids.isEmpty()) {
            return new Document(request.name(), List.of());
        }
        Set<String> users = users(reader.owners());
        return new LiveModels(users::contains).document(request.name(), reader.read(ids));
    }

    private static void checkName(@Nullable String name) {
        if (name != null && name.isBlank()) {
            throw new Refusal.InvalidRequest(List.of(Violation.at("document", "must not be empty")));
        }
    }

    private static void checkDatabase(@Nullable String name, List<Database> databases) {
        if (name != null
                && databases.stream().noneMatch(database -> database.name().equals(name))) {
            throw new Refusal.InvalidRequest(
                    List.of(Violation.at("database", "Superset has no database '" + name + "'.")));
        }
    }

    /** The addresses of exactly one user each. */
    private static Set<String> users(List<Owner> owners) {
        Map<String, Long> addresses = owners.stream()
                .map(Owner::email)
                .filter(Objects::nonNull)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return addresses.entrySet().stream()
                .filter(address -> address.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
