package dev.supersetsync.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of a dataset of Ossie: a column of its table if it says no more than that column's name, else a calculated
 * column.
 *
 * @param sql its expression, in which columns have no qualifier
 * @param isColumn whether the expression is the name of one column
 */
record OssieField(Placed placed, String name, String sql, boolean isColumn) {

    private static final Set<String> KNOWN = Set.of(
            "name", "expression", "dimension", "label", "description", "datatype", "ai_context", "custom_extensions");
    private static final Set<String> TEMPORAL = Set.of("Date", "DateTime", "DateTimeTz");

    /** The types of calculated columns; those of the warehouse's own columns the warehouse knows better. */
    private static final Map<String, String> TYPES = Map.of(
            "String", "VARCHAR",
            "Integer", "BIGINT",
            "Decimal", "NUMERIC",
            "Float", "DOUBLE PRECISION",
            "Boolean", "BOOLEAN",
            "Date", "DATE",
            "Time", "TIME",
            "DateTime", "TIMESTAMP",
            "DateTimeTz", "TIMESTAMP WITH TIME ZONE");

    /** The field; empty if it is refused or left out. */
    static Optional<OssieField> read(Draft draft, Placed placed, String dataset, Drafted model) {
        Optional<String> name = placed.required(draft, "name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String path = "columns." + name.get();
        placed.others(KNOWN)
                .forEach(key -> model.lose(path, "the key " + key + " of " + name.get() + " is not one of Ossie's"));
        return OssieExpression.of(draft, placed, "field " + name.get(), why -> model.lose(path, why))
                .flatMap(sql -> withoutQualifier(sql, dataset, name.get(), model))
                .map(sql -> {
                    boolean isColumn =
                            SqlText.of(sql).flatMap(SqlText::onlyColumn).isPresent();
                    return new OssieField(placed, name.get(), sql, isColumn);
                });
    }

    /** Superset selects from one dataset, which has no other name there. */
    private static Optional<String> withoutQualifier(String sql, String dataset, String field, Drafted model) {
        Optional<SqlText> text = SqlText.of(sql);
        if (text.isEmpty()) {
            return Optional.of(sql.strip());
        }
        Optional<String> other = text.get().columns().stream()
                .map(ColumnName::qualifier)
                .filter(qualifier -> qualifier != null && !qualifier.equals(dataset))
                .findFirst();
        if (other.isPresent()) {
            model.lose(
                    "columns." + field,
                    "the field " + field + " is left out: it names something of '" + other.get()
                            + "', and a dataset of Superset has only its own columns");
            return Optional.empty();
        }
        return Optional.of(text.get().with(ColumnName::written));
    }

    /** Writes the column that it becomes. */
    void write(Draft draft, ObjectNode column) {
        if (!isColumnOfItsName()) {
            column.put("expression", sql);
            String type = TYPES.get(placed.fields().textOr("datatype", ""));
            if (type != null) {
                column.put("type", type);
            }
        }
        describe(draft, column);
    }

    /** Writes what it says to people, for a column in which it is calculated already too. */
    void describe(Draft draft, ObjectNode column) {
        putText(column, "label", "label");
        putText(column, "description", "description");
        isTemporal().ifPresent(temporal -> column.put("temporal", temporal));
        OssieExtras.applySettings(draft, placed, column);
    }

    private void putText(ObjectNode column, String setting, String member) {
        String text = placed.text(member);
        if (text != null) {
            column.put(setting, text);
        }
    }

    /**
     * Whether Superset may take it for points in time. A year as a number plays a part in time too, and Superset would cut
     * it into days: what is said of the role alone is left to the type that the warehouse gives.
     */
    private Optional<Boolean> isTemporal() {
        Placed dimension = placed.below("dimension");
        String datatype = placed.fields().textOr("datatype", "");
        if (dimension.isFalse("is_time")) {
            return Optional.of(false);
        }
        if (TEMPORAL.contains(datatype)) {
            return Optional.of(true);
        }
        return Optional.empty();
    }

    /** Whether it plays a part in time that Superset knows only of dates. */
    boolean isTimeOfAnotherType() {
        String datatype = placed.fields().textOr("datatype", "");
        return placed.below("dimension").isTrue("is_time") && !datatype.isEmpty() && !TEMPORAL.contains(datatype);
    }

    private boolean isColumnOfItsName() {
        return isColumn && ColumnName.unquoted(sql).equals(name);
    }

    /** Its expression where its dataset is one of several; empty if it is not known which columns that names. */
    Optional<String> qualified(String dataset) {
        return SqlText.of(sql).map(text -> text.with(column -> SqlNames.alias(dataset) + "." + column.written()));
    }
}
