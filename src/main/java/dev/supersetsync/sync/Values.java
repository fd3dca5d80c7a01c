package dev.supersetsync.sync;

import dev.supersetsync.state.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says values in JSON's own types, as answers have them. */
final class Values {

    private Values() {}

    static @Nullable Object inJson(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Unset() -> null;
            case Value.Text(String text) -> text;
            case Value.Whole(long number) -> number;
            case Value.Flag(boolean on) -> on;
            case Value.Names names -> names.names();
            case Value.Certification(String by, String details) -> members("by", by, "details", details);
            case Value.Currency(String symbol, String position) -> members("symbol", symbol, "position", position);
            case Value.Parts parts -> parts(parts);
        };
    }

    private static Map<String, @Nullable Object> members(
            String one, @Nullable Object first, String other, @Nullable Object second) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put(one, first);
        members.put(other, second);
        return members;
    }

    private static Map<String, @Nullable Object> parts(Value.Parts parts) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        parts.settings().asMap().forEach((setting, value) -> members.put(setting.path(), inJson(value)));
        return members;
    }
}
