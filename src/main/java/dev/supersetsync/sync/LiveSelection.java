package dev.supersetsync.sync;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which datasets a request to declare what is there means. In a glob {@code *} is any text and {@code ?} any sign. */
final class LiveSelection {

    private final LiveRequest request;
    private final Map<String, Database> databases;
    private final List<Pattern> tables;

    LiveSelection(LiveRequest request, List<Database> databases) {
        this.request = request;
        this.databases =
                databases.stream().collect(Collectors.toMap(Database::name, Function.identity(), (one, _) -> one));
        this.tables = request.tables().stream().map(LiveSelection::pattern).toList();
    }

    boolean means(DatasetKey key) {
        return isOrAny(request.database(), key.database())
                && (isOrAny(request.catalog(), key.catalog()) || isInTheDefaultCatalogAsWanted(key))
                && isOrAny(request.schema(), key.schema())
                && (tables.isEmpty()
                        || tables.stream()
                                .anyMatch(table -> table.matcher(key.name()).matches()));
    }

    /** A key leaves the default catalog out, which a request may name. */
    private boolean isInTheDefaultCatalogAsWanted(DatasetKey key) {
        Database database = databases.get(key.database());
        return key.catalog() == null
                && database != null
                && Objects.equals(request.catalog(), database.defaultCatalog());
    }

    private static boolean isOrAny(@Nullable String wanted, @Nullable String there) {
        return wanted == null || wanted.equals(there);
    }

    private static Pattern pattern(String glob) {
        String regex = glob.codePoints()
                .mapToObj(Character::toString)
                .map(sign -> switch (sign) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(sign);
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
