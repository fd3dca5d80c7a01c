package dev.supersetsync.source;

import dev.supersetsync.model.Loss;
import dev.supersetsync.model.ModelKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model in the making: what a reader of another format says of it in the words of ours, and what had to be left out.
 * Nothing is checked here.
 */
final class Drafted {

    private final String origin;
    private final ObjectNode node;
    private final List<Lost> losses = new ArrayList<>();

    Drafted(String origin, ObjectNode node) {
        this.origin = origin;
        this.node = node;
    }

    /** The path in the text that it comes from. */
    String origin() {
        return origin;
    }

    /** The model, as our format writes it. */
    ObjectNode node() {
        return node;
    }

    /** A further column, to be filled. */
    ObjectNode column(String name) {
        return node.withArray("/columns").addObject().put("name", name);
    }

    /** A further metric, to be filled. */
    ObjectNode metric(String name) {
        return node.withArray("/metrics").addObject().put("name", name);
    }

    /**
     * Something could not be taken over.
     *
     * @param path the part of the model, such as {@code metrics.revenue}, or null if it is about all of it
     * @param message names the feature and says why; the model's name comes before it
     */
    void lose(@Nullable String path, String message) {
        losses.add(new Lost(path, message));
    }

    List<Loss> losses(ModelKey model) {
        return losses.stream()
                .map(lost -> new Loss(model, lost.path(), model.table() + ": " + lost.message()))
                .toList();
    }

    private record Lost(@Nullable String path, String message) {}
}
