package dev.supersetsync.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a body that creates or changes a dataset may hold. It looks at the form only, not at what is stored. */
final class DatasetSchema {

    private static final Pattern DATE_FORMAT = Pattern.compile("epoch_s|epoch_ms|(?=.*%[YyGs]).*");

    private final Map<String, Check> post = new LinkedHashMap<>();
    private final Map<String, Check> put = new LinkedHashMap<>();
    private final Map<String, Check> column = new LinkedHashMap<>();
    private final Map<String, Check> metric = new LinkedHashMap<>();

    DatasetSchema(SupersetVersion version) {
        post.put("database", integer(false));
        fields(post, text(true, 0, 250), "schema", "catalog");
        post.put("table_name", text(false, 1, 250));
        fields(post, text(true), "sql", "external_url", "template_params");
        fields(post, bool(), "is_managed_externally", "normalize_columns", "always_filter_main_dttm");
        post.put("owners", integers());
        put.put("table_name", text(true, 1, 250));
        put.put("database_id", integer(false));
        fields(put, text(true), "sql", "description", "main_dttm_col", "default_endpoint", "template_params", "extra");
        fields(put, text(true, 0, 255), "schema", "catalog");
        put.put("fetch_values_predicate", text(true, 0, 1000));
        put.put("external_url", text(true));
        fields(put, bool(), "filter_select_enabled", "normalize_columns", "always_filter_main_dttm");
        fields(put, bool(), "is_sqllab_view", "is_managed_externally");
        fields(put, integer(true), "offset", "cache_timeout");
        put.put("owners", integers());
        put.put("columns", nested(column, Set.of("column_name")));
        put.put("metrics", nested(metric, Set.of("metric_name", "expression")));
        columnFields();
        metricFields(version);
        if (version.isSix()) {
            fields(post, text(true), "uuid", "currency_code_column");
            fields(put, text(true), "uuid", "currency_code_column");
        }
    }

    private void columnFields() {
        column.put("id", integer(false));
        column.put("column_name", text(false, 1, 255));
        fields(column, text(true), "type", "verbose_name", "description", "expression", "extra", "uuid");
        column.put("advanced_data_type", text(true, 1, 255));
        column.put(
                "python_date_format",
                value -> value.isNull() || isDateFormat(value)
                        ? Optional.empty()
                        : complaint("Invalid date/timestamp format"));
        fields(column, bool(), "filterable", "groupby", "is_active", "is_dttm");
    }

    private void metricFields(SupersetVersion version) {
        metric.put("id", integer(false));
        metric.put("metric_name", text(false, 1, 255));
        metric.put("expression", text(false));
        metric.put("metric_type", text(true, 1, 32));
        metric.put("d3format", text(true, 1, 128));
        fields(metric, text(true), "verbose_name", "description", "warning_text", "extra", "uuid");
        metric.put("currency", version.isSix() ? value -> Optional.empty() : text(true, 1, 128));
    }

    /** Refuses a body of a creation, in the shape that creations are refused in. */
    void checkPost(ObjectNode body) {
        ObjectNode messages = messages(body, post, Set.of("database", "table_name"));
        if (!messages.isEmpty()) {
            throw new Refused(Answer.json(400, Json.object("message", messages)));
        }
    }

    /** Refuses a body of a change, in the shape that changes are refused in. */
    void checkPut(ObjectNode body) {
        ObjectNode messages = messages(body, put, Set.of());
        if (!messages.isEmpty()) {
            ObjectNode extra = Json.object("messages", messages);
            extra.set("payload", body);
            throw new Refused(
                    Answer.errors(422, "MARSHMALLOW_ERROR", "The schema of the submitted payload is invalid.", extra));
        }
    }

    private static ObjectNode messages(JsonNode body, Map<String, Check> checks, Set<String> required) {
        ObjectNode messages = Json.object();
        checks.forEach((name, check) -> {
            if (body.has(name)) {
                check.complaint(body.path(name)).ifPresent(complaint -> messages.set(name, complaint));
            } else if (required.contains(name)) {
                messages.set(name, Json.texts("Missing data for required field."));
            }
        });
        body.propertyNames().stream()
                .filter(name -> !checks.containsKey(name))
                .forEach(name -> messages.set(name, Json.texts("Unknown field.")));
        return messages;
    }

    private static boolean isDateFormat(JsonNode value) {
        return value.isString() && DATE_FORMAT.matcher(value.asString()).matches();
    }

    private static void fields(Map<String, Check> checks, Check check, String... names) {
        for (String name : names) {
            checks.put(name, check);
        }
    }

    private static Check text(boolean nullable) {
        return text(nullable, 0, Integer.MAX_VALUE);
    }

    private static Check text(boolean nullable, int shortest, int longest) {
        return value -> {
            if (value.isNull()) {
                return nullable ? Optional.empty() : complaint("Field may not be null.");
            }
            if (!value.isString()) {
                return complaint("Not a valid string.");
            }
            int length = value.asString().length();
            return length >= shortest && length <= longest
                    ? Optional.empty()
                    : complaint("Length must be between " + shortest + " and " + longest + ".");
        };
    }

    private static Check integer(boolean nullable) {
        return value -> value.isInt() || (nullable && value.isNull())
                ? Optional.empty()
                : complaint(value.isNull() ? "Field may not be null." : "Not a valid integer.");
    }

    private static Check bool() {
        return value -> value.isBoolean() || value.isNull() ? Optional.empty() : complaint("Not a valid boolean.");
    }

    private static Check integers() {
        return value -> each(value, one -> integer(false).complaint(one));
    }

    private static Check nested(Map<String, Check> checks, Set<String> required) {
        return value -> each(value, one -> {
            ObjectNode messages = messages(one, checks, required);
            return messages.isEmpty() ? Optional.empty() : Optional.of(messages);
        });
    }

    private static Optional<JsonNode> each(JsonNode list, Check check) {
        if (!list.isArray()) {
            return complaint(list.isNull() ? "Field may not be null." : "Not a valid list.");
        }
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entries::add);
        ObjectNode messages = Json.object();
        for (int i = 0; i < entries.size(); i++) {
            String index = String.valueOf(i);
            check.complaint(entries.get(i)).ifPresent(complaint -> messages.set(index, complaint));
        }
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages);
    }

    private static Optional<JsonNode> complaint(String message) {
        return Optional.of(Json.texts(message));
    }

    private interface Check {
        Optional<? extends JsonNode> complaint(JsonNode value);
    }
}
