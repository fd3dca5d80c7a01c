package dev.supersetsync.source;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes a column of one attribute of a data set, under the name that mara-schema gave it on its way there. */
final class MaraAttribute {

    private static final Set<String> KNOWN = Set.of(
            "name",
            "column",
            "description",
            "path",
            "type",
            "personal_data",
            "high_cardinality",
            "important_field",
            "more_url");

    private final MaraSettings settings;
    private final MaraNode attribute;

    MaraAttribute(MaraSettings settings, MaraNode attribute) {
        this.settings = settings;
        this.attribute = attribute;
    }

    /**
     * Adds the column, if the flattened table has it.
     *
     * @param taken the names that the columns of the model have so far
     */
    void addTo(Drafted model, Set<String> taken) {
        MaraVisibility visibility = visibility();
        if (visibility == MaraVisibility.LEAVE_OUT) {
            return;
        }
        String name = attribute.needed("name");
        String inTable = Objects.requireNonNullElse(attribute.text("column"), name);
        if (taken.add(inTable)) {
            add(model, name, inTable, visibility);
        } else {
            attribute.refuse(
                    "name",
                    "'" + inTable
                            + "' is the column of another attribute too: give its entity link a prefix of its own");
        }
    }

    private void add(Drafted model, String name, String inTable, MaraVisibility visibility) {
        String path = Paths.member("columns", inTable);
        ObjectNode column = model.column(inTable);
        if (!inTable.equals(name)) {
            column.put("label", name);
        }
        MaraDescription.of(attribute).ifPresent(description -> column.put("description", description));
        typed(model, path, column, attribute.text("type"));
        visibility.applyTo(column);
        attribute
                .unknown(KNOWN)
                .forEach(key -> model.lose(path, key + " of " + name + " is not known, and was left out"));
    }

    private MaraVisibility visibility() {
        MaraVisibility personal = attribute.flag("personal_data") ? settings.personalData() : MaraVisibility.SHOW;
        MaraVisibility many = attribute.flag("high_cardinality") ? settings.highCardinality() : MaraVisibility.SHOW;
        return personal.orLess(many);
    }

    /** Other than dates and arrays, the flattened table already has them as what they are. */
    private static void typed(Drafted model, String path, ObjectNode column, @Nullable String type) {
        switch (type) {
            case null -> {}
            case "date" -> column.put("temporal", true);
            case "duration", "id", "enum" -> {}
            case "array" ->
                model.lose(
                        path,
                        column.path("name").asString()
                                + " is an array: Superset groups by and filters on whole arrays, not what is in them");
            default ->
                model.lose(
                        path,
                        "the type '" + type + "' of " + column.path("name").asString()
                                + " is not known, and was left out");
        }
    }
}
