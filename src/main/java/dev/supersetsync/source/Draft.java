package dev.supersetsync.source;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document in the making, from texts in another format: it has the texts and what the request says about them, and
 * gathers models, what was lost and what is wrong. Nothing is checked here.
 */
final class Draft {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Part> parts;
    private final Supplement supplement;
    private final List<Drafted> models = new ArrayList<>();
    private final Set<String> origins = new HashSet<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String name;
    private @Nullable UndeclaredColumns undeclaredColumns;

    Draft(List<Part> parts, Supplement supplement) {
        this.parts = parts;
        this.supplement = supplement;
        this.name = supplement.name();
        this.undeclaredColumns = supplement.defaults().undeclaredColumns();
    }

    /** The texts that were sent. */
    List<Part> parts() {
        return parts;
    }

    /**
     * A further model.
     *
     * @param path where in the text it comes from; no other model comes from there
     */
    Drafted model(Part part, String path, String table) {
        String origin = part.prefix() + path;
        if (!origins.add(origin)) {
            throw new IllegalArgumentException("Two models come from " + origin);
        }
        ObjectNode node = NODES.objectNode().put("table", table);
        Drafted model = new Drafted(origin, node);
        models.add(model);
        return model;
    }

    /** Something came to no model; the message names it and says why. */
    void lose(String message) {
        losses.add(new Loss(null, null, message));
    }

    /** Something is wrong, so that nothing of all this can be used. */
    void refuse(Part part, String path, String message) {
        violations.add(Violation.at(part.prefix() + path, message));
    }

    /** Something is wrong with what the request itself says, at a path in it. */
    void refuse(String path, String message) {
        violations.add(Violation.at(path, message));
    }

    /** What the format calls the whole; the request may name it otherwise. */
    void name(@Nullable String given) {
        if (name == null && given != null && !given.isBlank()) {
            name = given;
        }
    }

    /** What the format means by columns that it does not list; the request may say otherwise. */
    void undeclaredColumns(UndeclaredColumns given) {
        if (undeclaredColumns == null) {
            undeclaredColumns = given;
        }
    }

    /**
     * What the database is called in Superset: as the request maps its name, else as the request's defaults say, else by
     * the same name.
     *
     * @param own the format's name of it, null if it has none
     */
    @Nullable
    String database(@Nullable String own) {
        String mapped = own == null ? null : supplement.databaseNames().get(own);
        if (mapped != null) {
            return mapped;
        }
        String stated = supplement.defaults().database();
        return stated == null ? own : stated;
    }

    /** The models as the list of a document in our format. */
    ObjectNode tree() {
        ObjectNode tree = NODES.objectNode().put("version", Document.VERSION);
        if (name != null) {
            tree.put("name", name);
        }
        if (undeclaredColumns != null) {
            tree.putObject("defaults").put("undeclared_columns", undeclaredColumns.name());
        }
        ArrayNode list = tree.putArray("models");
        models.forEach(model -> list.add(model.node()));
        return tree;
    }

    List<Drafted> models() {
        return models;
    }

    List<Loss> losses() {
        return losses;
    }

    List<Violation> violations() {
        return violations;
    }
}
