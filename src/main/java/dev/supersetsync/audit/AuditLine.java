package dev.supersetsync.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line: {@code key=value} in words, and the same as pairs, which a structured log writes as members of its JSON. What
 * is not plain is quoted as in JSON, so that nothing that a caller sends can look like a line or a pair of its own.
 */
final class AuditLine {

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@{}*~+-]+");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> pairs = new LinkedHashMap<>();

    /** Adds a pair; null for what is not known. */
    AuditLine with(String key, @Nullable Object value) {
        if (value != null) {
            pairs.put(key, value);
        }
        return this;
    }

    void write(Logger log) {
        LoggingEventBuilder event = log.atInfo();
        pairs.forEach(event::addKeyValue);
        event.log(words());
    }

    /** The pairs in words. */
    String words() {
        var words = new ArrayList<String>();
        pairs.forEach((key, value) -> words.add(key + "=" + word(value.toString())));
        return String.join(" ", words);
    }

    private static String word(String value) {
        return PLAIN.matcher(value).matches() ? value : JSON.writeValueAsString(value);
    }
}
