package dev.supersetsync.sync;

import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which datasets a request to declare what is there means. In a glob {@code *} is any text and {@code ?} any sign. */
final class LiveSelection {

    private final LiveRequest request;
    private final List<Pattern> tables;

    LiveSelection(LiveRequest request) {
        this.request = request;
        this.tables = request.tables().stream().map(LiveSelection::pattern).toList();
    }

    boolean means(DatasetKey key) {
        return isOrAny(request.database(), key.database())
                && isOrAny(request.catalog(), key.catalog())
                && isOrAny(request.schema(), key.schema())
                && (tables.isEmpty()
                        || tables.stream()
                                .anyMatch(table -> table.matcher(key.name()).matches()));
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
