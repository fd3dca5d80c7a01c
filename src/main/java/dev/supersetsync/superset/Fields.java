package dev.supersetsync.superset;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What each plain setting is called in Superset's JSON and how its value stands there, for datasets, columns and
 * metrics. What takes more than a name ({@code extra}, owners) is not here.
 *
 * @param names the members, by setting
 */
record Fields(Map<Setting, Field> names) {

    static final Fields DATASET = new Fields(of(
            text(Setting.DESCRIPTION, "description"),
            text(Setting.MAIN_DATETIME_COLUMN, "main_dttm_col"),
            whole(Setting.CACHE_TIMEOUT, "cache_timeout"),
            text(Setting.SQL, "sql"),
            whole(Setting.OFFSET, "offset"),
            text(Setting.DEFAULT_ENDPOINT, "default_endpoint"),
            text(Setting.FETCH_VALUES_PREDICATE, "fetch_values_predicate"),
            flag(Setting.FILTER_SELECT_ENABLED, "filter_select_enabled"),
            new Field(Setting.TEMPLATE_PARAMS, "template_params", JsonTexts::value),
            flag(Setting.NORMALIZE_COLUMNS, "normalize_columns"),
            flag(Setting.ALWAYS_FILTER_MAIN_DTTM, "always_filter_main_dttm"),
            text(Setting.CURRENCY_CODE_COLUMN, "currency_code_column")));

    static final Fields COLUMN = new Fields(of(
            text(Setting.LABEL, "verbose_name"),
            text(Setting.DESCRIPTION, "description"),
            text(Setting.TYPE, "type"),
            text(Setting.ADVANCED_DATA_TYPE, "advanced_data_type"),
            text(Setting.EXPRESSION, "expression"),
            flag(Setting.TEMPORAL, "is_dttm"),
            flag(Setting.GROUPABLE, "groupby"),
            flag(Setting.FILTERABLE, "filterable"),
            notFlag(Setting.HIDDEN, "is_active"),
            text(Setting.DATE_FORMAT, "python_date_format")));

    static final Fields METRIC = new Fields(of(
            text(Setting.LABEL, "verbose_name"),
            text(Setting.DESCRIPTION, "description"),
            text(Setting.EXPRESSION, "expression"),
            text(Setting.D3_FORMAT, "d3format"),
            text(Setting.WARNING, "warning_text"),
            text(Setting.METRIC_TYPE, "metric_type"),
            new Field(Setting.CURRENCY, "currency", Currencies::read)));

    /** All settings that this JSON tells; a member that is not there is not stated. */
    Map<Setting, Value> read(JsonNode json) {
        var values = new EnumMap<Setting, Value>(Setting.class);
        names.values().forEach(field -> {
            JsonNode member = json.path(field.member());
            if (!member.isMissingNode()) {
                values.put(field.setting(), field.read().apply(member));
            }
        });
        return values;
    }

    private static Map<Setting, Field> of(Field... fields) {
        var map = new EnumMap<Setting, Field>(Setting.class);
        for (Field field : fields) {
            map.put(field.setting(), field);
        }
        return map;
    }

    private static Field text(Setting setting, String member) {
        return new Field(setting, member, node -> Value.text(node.asString(null)));
    }

    private static Field whole(Setting setting, String member) {
        return new Field(
                setting, member, node -> node.isNumber() ? Value.whole(node.asLong()) : setting.defaultValue());
    }

    /** Superset stores null where nobody ever said anything. */
    private static Field flag(Setting setting, String member) {
        return new Field(
                setting, member, node -> node.isBoolean() ? Value.flag(node.asBoolean()) : setting.defaultValue());
    }

    private static Field notFlag(Setting setting, String member) {
        return new Field(
                setting, member, node -> node.isBoolean() ? Value.flag(!node.asBoolean()) : setting.defaultValue());
    }

    /**
     * One member.
     *
     * @param setting the setting
     * @param member its name in the JSON
     * @param read how its value is read
     */
    record Field(Setting setting, String member, Function<JsonNode, Value> read) {}
}
