package dev.supersetsync.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A semantic model: what its dimensions, entities and measures are in SQL. It joins nothing. */
record MetricFlowModel(DbtNode node) {

    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> VALUES = Set.of(
            "null",
            "true",
            "false",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp");
    private static final Set<String> USERS = Set.of(
            "user", "current_user", "session_user", "system_user", "current_role", "current_catalog", "current_schema");
    private static final Set<String> LEADING_TO_ONE_ROW = Set.of("primary", "unique", "natural");

    String name() {
        return node.name();
    }

    List<DbtNode> dimensions() {
        return node.items("dimensions");
    }

    List<DbtNode> entities() {
        return node.items("entities");
    }

    List<DbtNode> measures() {
        return node.items("measures");
    }

    Optional<DbtNode> dimension(String name) {
        return named(dimensions(), name);
    }

    Optional<DbtNode> entity(String name) {
        return named(entities(), name);
    }

    /** Whether what is named after an entity can be in this model without a join. */
    boolean isOwnEntity(String name) {
        return name.equals(node.fields().text("primary_entity"))
                || entity(name)
                        .map(entity -> entity.fields().textOr("type", "").toLowerCase(Locale.ROOT))
                        .filter(LEADING_TO_ONE_ROW::contains)
                        .isPresent();
    }

    /** The dimension that measures go by in time, unless they say otherwise. */
    @Nullable
    String timeDimension() {
        return node.fields().below("defaults").text("agg_time_dimension");
    }

    /** The SQL of a dimension, entity or measure: what it states, else the column of its name. */
    static String sql(DbtNode element) {
        return expr(element.fields()).orElseGet(element::name);
    }

    /** The SQL that something states; a manifest may have numbers and flags for it. */
    static Optional<String> expr(Fields fields) {
        return Optional.of(fields.node().path("expr"))
                .filter(JsonNode::isValueNode)
                .filter(expr -> !expr.isNull())
                .map(JsonNode::asString)
                .filter(expr -> !expr.isBlank());
    }

    /**
     * Whether SQL is just the name of a column that means the same in quotes. In upper case it may not, because some
     * warehouses fold it.
     */
    static boolean isColumn(String sql) {
        return COLUMN.matcher(sql).matches() && !VALUES.contains(sql);
    }

    /**
     * SQL as it can stand in other SQL, without quotes, as MetricFlow has it too. A name that warehouses take for a value
     * unless a table comes before it cannot.
     */
    static String spelledOut(String sql) {
        if (USERS.contains(sql)) {
            throw new NotExpressible("it needs the column %s in SQL, where that means something else".formatted(sql));
        }
        // A comment ends with its line.
        return sql.contains("--") && !sql.endsWith("\n") ? sql + "\n" : sql;
    }

    static boolean isTime(DbtNode dimension) {
        return dimension.fields().textOr("type", "").equalsIgnoreCase("time");
    }

    private static Optional<DbtNode> named(List<DbtNode> elements, String name) {
        return elements.stream().filter(element -> element.name().equals(name)).findFirst();
    }
}
